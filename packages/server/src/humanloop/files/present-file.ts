import type { AnyFile } from '@smarter-api/schemas/humanloop'
import { grouped } from '../../grouped.js'
import type { Records } from '../../repository/repository.js'
import { withKept } from '../kept-fields.js'
import type { FileKind, FileVersion } from './file-kind.js'
import { readMonitors } from './monitors.js'
import { presentBase, readFileFacts } from './present-base.js'

/** Puts files of one kind into their wire form, with as many queries for many as for a few. */
export async function presentFiles<File extends AnyFile>(records: Records, kind: FileKind<File>, targets: FileVersion[]): Promise<File[]> {
  const facts = await readFileFacts(records, targets)
  const monitors = await readMonitors(records, targets.map(({ file }) => file))
  const shown = targets.map((target) => {
    const evaluators = monitors.get(target.file.id) ?? []
    return { ...target, base: { ...presentBase(target, facts), evaluators, evaluator_aggregates: [] } }
  })
  return (await kind.present(records, shown)).map((file, index) => withKept(file, targets[index]?.version.kept))
}

export async function presentFile<File extends AnyFile>(records: Records, kind: FileKind<File>, target: FileVersion): Promise<File> {
  const [presented] = await presentFiles(records, kind, [target])
  if (presented === undefined) throw new Error(`${kind.label} "${target.file.path}" was presented as nothing.`)
  return presented
}

/** Puts files of several kinds into their wire form, each version once, by the ids of the versions. */
export async function presentMixedFiles(records: Records, targets: FileVersion[], kindOf: (name: string) => FileKind): Promise<Map<string, AnyFile>> {
  const presented = new Map<string, AnyFile>()
  const once = new Map(targets.map((target) => [target.version.id, target])).values()
  for (const [name, alike] of grouped(once, ({ file }) => file.kind)) {
    for (const file of await presentFiles(records, kindOf(name), alike)) presented.set(file.version_id, file)
  }
  return presented
}
