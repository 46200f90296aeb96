import { DirectorySchema } from '@smarter-api/schemas/humanloop'
import { checkPath, depthOf, directoryOf } from '../humanloop/files/file-path.js'
import { momentOf } from '../humanloop/kept-fields.js'
import { sorted } from '../sorted.js'
import { ensureDirectory } from './ensure-directory.js'
import { Findings } from './findings.js'
import type { ImportState } from './import-state.js'
import { layout } from './layout.js'
import { parseValue } from './parse-record.js'
import { readRecords } from './read-folder.js'
import { fileName } from './read-version.js'
import { checkShape, reasonOf } from './unfit.js'
import { isWire, textIn } from './wire.js'

const file = `${layout.own}/${layout.directories}`

/** Learns the ids of the directories that files lie in. */
export async function readDirectories({ source, directoryIds }: ImportState): Promise<void> {
  for (const id of (await source.list(layout.files)) ?? []) {
    const text = await source.readText(`${layout.files}/${id}/${layout.file}`)
    const wire = typeof text === 'string' ? parseValue(text, { file: '' }, new Findings()) : undefined
    const [path, directoryId] = isWire(wire) ? [textIn(wire, 'path'), textIn(wire, 'directory_id')] : []
    if (path !== undefined && directoryId !== undefined && path.includes('/')) directoryIds.set(directoryOf(path), directoryId)
  }
}

/** Takes over the directories that an export of this server lists, empty ones too. */
export async function importDirectories(state: ImportState): Promise<void> {
  const findings = new Findings()
  const wires = (await readRecords(state, file, findings)) ?? []
  state.report(findings)
  await state.write(async (records, told) => {
    for (const wire of sorted(wires, (one, other) => depthOf(String(one['path'])) - depthOf(String(other['path'])))) {
      try {
        checkShape(DirectorySchema, wire, 'directory')
        const [id, path, createdAt] = [fileName(wire, 'id'), checkPath(textIn(wire, 'path') ?? ''), momentOf(wire['created_at'])]
        const present = await records.directories.find({ path })
        if (present !== undefined) {
          told.count('directories', 'present')
          continue
        }
        const made = await ensureDirectory(records, { path, createdAt, ids: new Map([[path, id]]) }, told)
        await records.directories.update(made.id, { updatedAt: momentOf(wire['updated_at']) })
      } catch (error) {
        told.lost({ file }, reasonOf(error))
      }
    }
  })
}
