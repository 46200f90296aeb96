import { DatapointSchema } from '@smarter-api/schemas/humanloop'
import type { CreateDatapointRequest } from '@smarter-api/schemas/humanloop'
import { canonicalJson, sha256 } from '../digest.js'
import { checkId } from '../humanloop/check-label.js'
import { toDatapointContent } from '../humanloop/datasets/datapoint-ids.js'
import type { DatapointRecord, Records } from '../repository/repository.js'
import type { Findings, Place } from './findings.js'
import type { ImportState } from './import-state.js'
import { layout } from './layout.js'
import { listPages } from './list-pages.js'
import type { FileFolder } from './read-folder.js'
import { readLines } from './read-lines.js'
import { checkShape, reasonOf } from './unfit.js'
import { textIn } from './wire.js'
import type { Wire } from './wire.js'

/** Takes over the datapoints of one version of a Dataset, and gives their ids in their order. */
export async function importDatapoints(state: ImportState, { id: fileId, home }: FileFolder, versionId: string): Promise<string[]> {
  const ids = new Set<string>()
  for (const page of await listPages(state, `${home}/${layout.datapoints}/${versionId}`)) {
    for await (const lines of state.source.readLines(page)) {
      const stored = await state.write(async (records, findings) => storeDatapoints(records, fileId, readLines(lines, page, findings), findings))
      for (const id of stored) ids.add(id)
    }
  }
  return [...ids]
}

/** Writes datapoints of a Dataset that are not there, and gives the ids of all that are here now. */
export async function storeDatapoints(records: Records, fileId: string, found: { wire: Wire; place: Place }[], findings: Findings): Promise<string[]> {
  const read: { datapoint: DatapointRecord; place: Place }[] = []
  for (const { wire, place } of found) {
    try {
      read.push({ datapoint: await readDatapoint(fileId, wire), place })
    } catch (error) {
      findings.lost(place, reasonOf(error))
    }
  }
  const present = new Map((await records.datapoints.listByIds([...new Set(read.map(({ datapoint }) => datapoint.id))])).map((datapoint) => [datapoint.id, datapoint]))
  const taken = new Set((await records.datapoints.findByHashes(fileId, read.map(({ datapoint }) => datapoint.hash))).map(({ hash }) => hash))
  const fresh: DatapointRecord[] = []
  const ids: string[] = []
  for (const { datapoint, place } of read) {
    const known = present.get(datapoint.id)
    if (known === undefined) {
      const hash = taken.has(datapoint.hash) ? await sha256(`${datapoint.hash}\n${datapoint.id}`) : datapoint.hash
      taken.add(hash)
      present.set(datapoint.id, datapoint)
      fresh.push({ ...datapoint, hash })
      findings.count('datapoints', 'added')
    } else if (known.fileId !== fileId || canonicalJson(known.content) !== canonicalJson(datapoint.content)) {
      findings.lost(place, `The datapoint ${datapoint.id} is another one here, which stays.`)
      if (known.fileId !== fileId) continue
    } else findings.count('datapoints', 'present')
    ids.push(datapoint.id)
  }
  await records.datapoints.insertMany(fresh)
  return ids
}

/** Two datapoints may say the same to this server; all that they say is kept. */
async function readDatapoint(fileId: string, wire: Wire): Promise<DatapointRecord> {
  checkShape(DatapointSchema, wire, 'datapoint')
  const id = textIn(wire, 'id') ?? ''
  checkId(id, ['id'])
  const content = Object.fromEntries(Object.entries(wire).filter(([name]) => name !== 'id'))
  const hash = await sha256(`${fileId}\n${canonicalJson(toDatapointContent(wire as CreateDatapointRequest))}`)
  return { id, fileId, hash, content }
}
