import type { Records } from '../repository/repository.js'
import type { Findings, Place } from './findings.js'
import type { ImportState } from './import-state.js'
import { readFile } from './read-version.js'
import { storeFile, storeVersion } from './store-file.js'
import { Unfit } from './unfit.js'
import { textIn } from './wire.js'
import type { Wire } from './wire.js'

/**
 * Makes sure that a version is here which a Log, a run or an Evaluation carries within it. One that its own file does not list was deleted;
 * one whose file is not in the export is taken over with its file.
 *
 * @throws {Unfit} When it cannot be kept.
 */
export async function storeEmbedded(state: ImportState, storing: { records: Records; findings: Findings; place: Place }, kind: string, wire: Wire): Promise<void> {
  const fileId = textIn(wire, 'id') ?? ''
  if (state.refused.has(fileId)) throw new Unfit(`It belongs to the file ${fileId}, which was not taken over.`)
  const known = await storing.records.versions.find({ id: textIn(wire, 'version_id') ?? '' })
  if (known?.fileId === fileId) return
  const { file, version } = await readFile(storing.records, kind, wire)
  if ((await storing.records.files.find({ id: file.id }))?.kind !== kind) await storeFile({ ...storing, directoryIds: state.directoryIds }, file)
  if (!state.listed.has(fileId)) {
    storing.findings.note(storing.place, `The version ${version.id} of "${file.path}" is in no file of its own, and was made from this copy.`)
    await storeVersion(storing, version)
    return
  }
  const { name, kept } = version
  const deleted = { ...version, name: null, deletedAt: version.updatedAt }
  await storeVersion(storing, name === null ? deleted : { ...deleted, kept: { ...kept, version_name: name } })
}
