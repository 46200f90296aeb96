import type { AnyFile } from '@smarter-api/schemas/humanloop'
import type { Records } from '../../repository/repository.js'
import type { FileKind, FileVersion } from './file-kind.js'
import { presentMonitors } from './monitors.js'
import { presentBase, readFileFacts } from './present-base.js'
import type { FileFacts } from './present-base.js'

/** Puts files of one kind into their wire form. */
export async function presentFiles<File extends AnyFile>(records: Records, kind: FileKind<File>, targets: FileVersion[]): Promise<File[]> {
  const facts = await readFileFacts(records, targets)
  const presented: File[] = []
  for (const target of targets) presented.push(await present(records, kind, target, facts))
  return presented
}

export async function presentFile<File extends AnyFile>(records: Records, kind: FileKind<File>, target: FileVersion): Promise<File> {
  return present(records, kind, target, await readFileFacts(records, [target]))
}

async function present<File extends AnyFile>(records: Records, kind: FileKind<File>, target: FileVersion, facts: FileFacts): Promise<File> {
  const evaluators = await presentMonitors(records, target.file)
  return kind.present(records, target, { ...presentBase(target, facts), evaluators, evaluator_aggregates: [] })
}
