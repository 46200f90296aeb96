import type { CreateDatapointRequest, DatasetRequest, DatasetVersionQuery, FreeMap, UploadDatasetCsvRequest, VersionSelector } from '@smarter-api/schemas/humanloop'
import { sha256 } from '../../digest.js'
import { json } from '../../http/answer.js'
import type { Handler, Services } from '../../http/route.js'
import type { FileRecord, Records, VersionRecord } from '../../repository/repository.js'
import { chooseVersion } from '../files/choose-version.js'
import type { FileVersion } from '../files/file-kind.js'
import { findFile, getFile } from '../files/find-file.js'
import { findOrInsertFile, saveVersionOf } from '../files/save-version.js'
import type { VersionLabels } from '../files/save-version.js'
import { invalidField, notFound } from '../refusals.js'
import { toDatapointRecords } from './datapoint-ids.js'
import { datasetContentOf, datasetKind } from './dataset-kind.js'
import type { DatasetContent } from './dataset-kind.js'
import { presentDataset } from './present-dataset.js'
import { readCsv } from './read-csv.js'

/** A change that makes a version out of another one. */
interface DatasetChange {
  action: 'set' | 'add' | 'remove'
  base: VersionRecord | undefined
  datapoints: CreateDatapointRequest[]
  /** Those of the base when left out. */
  attributes?: FreeMap | null | undefined
  labels: VersionLabels
}

/** `POST /datasets` */
export const upsertDataset: Handler<DatasetRequest, DatasetVersionQuery> = async ({ body, query, services, commit }) =>
  commit(async (records) => {
    const { datapoints, attributes } = body
    const action = (body.action ?? 'set') as DatasetChange['action']
    const known = await findFile(records, datasetKind, body)
    if (known === undefined && (action === 'remove' || query.version_id !== undefined || query.environment !== undefined)) {
      throw notFound(`Dataset with path "${body.path}" not found.`)
    }
    const base = known === undefined || action === 'set' ? undefined : await findBase(records, known, query)
    const file = known ?? (await findOrInsertFile(records, services, datasetKind, body))
    const saved = await saveDataset(records, services, file, { action, base, datapoints, attributes, labels: body })
    return json(await presentDataset(records, saved, query.include_datapoints))
  })

/** `POST /datasets/{id}/datapoints/csv` */
export const uploadCsv: Handler<UploadDatasetCsvRequest, VersionSelector> = async ({ body, query, services, param, commit }) => {
  const { file: upload, ...labels } = body
  if (!(upload instanceof File)) throw invalidField(['file'], 'Expected a file, not a text.')
  const datapoints = await readCsv(upload)
  return commit(async (records) => {
    const file = await getFile(records, datasetKind, param('id'))
    const base = await chooseVersion(records, datasetKind, file, query)
    return json(await presentDataset(records, await saveDataset(records, services, file, { action: 'add', base, datapoints, labels })))
  })
}

/** The version that `add` and `remove` start from: the one that is named, or the newest, whatever is deployed. */
async function findBase(records: Records, file: FileRecord, query: VersionSelector): Promise<VersionRecord | undefined> {
  if (query.version_id !== undefined || query.environment !== undefined) return chooseVersion(records, datasetKind, file, query)
  return (await records.versions.listLatest([file.id]))[0]
}

async function saveDataset(records: Records, services: Services, file: FileRecord, change: DatasetChange): Promise<FileVersion> {
  const given = await toDatapointRecords(file.id, change.datapoints)
  const known = new Map((await records.datapoints.findByHashes(file.id, given.map(({ hash }) => hash))).map(({ id, hash }) => [hash, id]))
  const ids = await membersAfter(records, change, given.map(({ id, hash }) => known.get(hash) ?? id))
  const attributes = change.attributes ?? (change.base && datasetContentOf(change.base).attributes) ?? {}
  const content = { digest: await sha256(ids.join('\n')), count: ids.length, attributes } satisfies DatasetContent
  const saved = await saveVersionOf(records, services, datasetKind, file, content, change.labels)
  const [held] = await records.datapoints.count([saved.version.id])
  if ((held?.datapoints ?? 0) === ids.length) return saved
  if (change.action !== 'remove') await records.datapoints.insertMany(given.filter(({ hash }) => !known.has(hash)))
  await records.datapoints.setMembers(saved.version.id, ids)
  return saved
}

async function membersAfter(records: Records, { action, base }: DatasetChange, given: string[]): Promise<string[]> {
  const present = base === undefined ? [] : await records.datapoints.listIds(base.id)
  if (action === 'remove') {
    const removed = new Set(given)
    return present.filter((id) => !removed.has(id))
  }
  return [...new Set([...present, ...given])]
}
