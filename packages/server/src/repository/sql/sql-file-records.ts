import type { Kysely, Selectable } from 'kysely'
import type { DeploymentRecords, EnvironmentRecords, FileDetails, FileFilter, FileRecord, FileRecords } from '../repository.js'
import { contains, isBelow, isOneOf } from './conditions.js'
import type { Database } from './database.js'
import { listByIds } from './list-by-ids.js'
import { prepared, preparedByKeys } from './prepared.js'
import type { SlotFor } from './prepared.js'
import { removeFile } from './remove-file.js'
import { served, toVersion } from './sql-version-records.js'

export function environmentRecords(database: Kysely<Database>): EnvironmentRecords {
  return {
    async list() {
      return (await listEnvironments(database, {})).map(({ id, name, isDefault, createdAt }) => ({ id, name, isDefault: isDefault === 1, createdAt }))
    },
    async insert({ isDefault, ...environment }) {
      await database.insertInto('environments').values({ ...environment, isDefault: isDefault ? 1 : 0 }).execute()
    },
  }
}

export function fileRecords(database: Kysely<Database>): FileRecords {
  return {
    async find(by) {
      const [row] = await ('id' in by ? findById(database, by) : findByPath(database, by))
      return row && toFile(row)
    },
    async findServed(by) {
      const [row] = await ('id' in by ? findServedById(database, by) : findServedByPath(database, by))
      return row && toFileVersion(row)
    },
    async listByIds(ids) {
      return (await listByIds(ids, (chunk) => database.selectFrom('files').selectAll().where('id', 'in', chunk).execute())).map(toFile)
    },
    async list({ sortBy, order, offset, limit, ...wanted }) {
      const files = matchingFiles(database, wanted)
      const { total } = await files.select((column) => column.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const rows = await files.selectAll().orderBy(sortBy, order).orderBy('position', order).offset(offset).limit(limit).execute()
      return { items: rows.map(toFile), total: Number(total) }
    },
    async insert({ details, ...file }) {
      await database.insertInto('files').values({ ...file, foldedName: file.name.toLowerCase(), details: JSON.stringify(details) }).execute()
    },
    async update(id, { details, ...changes }) {
      const set = {
        ...changes,
        ...(changes.name === undefined ? {} : { foldedName: changes.name.toLowerCase() }),
        ...(details === undefined ? {} : { details: JSON.stringify(details) }),
      }
      await database.updateTable('files').set(set).where('id', '=', id).execute()
    },
    remove: (id) => removeFile(database, id),
  }
}

function matchingFiles(database: Kysely<Database>, wanted: Partial<FileFilter>) {
  const { kinds, name, directoryId, below, environmentId } = wanted
  let files = database.selectFrom('files')
  if (kinds !== undefined) files = files.where(isOneOf('kind', kinds))
  if (name !== undefined) files = files.where(contains('foldedName', name.toLowerCase()))
  if (directoryId !== undefined) files = files.where('directoryId', '=', directoryId)
  if (below !== undefined) files = files.where(isBelow(below))
  if (environmentId !== undefined) {
    files = files.where('id', 'in', database.selectFrom('deployments').select('fileId').where('environmentId', '=', environmentId))
  }
  return files
}

export function deploymentRecords(database: Kysely<Database>): DeploymentRecords {
  return {
    list: (fileIds) => listDeployments(database, fileIds),
    async set(deployment) {
      const { versionId, createdAt } = deployment
      await database
        .insertInto('deployments')
        .values(deployment)
        .onConflict((conflict) => conflict.columns(['fileId', 'environmentId']).doUpdateSet({ versionId, createdAt }))
        .execute()
    },
    async remove(fileId, environmentId) {
      await database.deleteFrom('deployments').where('fileId', '=', fileId).where('environmentId', '=', environmentId).execute()
    },
  }
}

const listEnvironments = prepared((database) => database.selectFrom('environments').selectAll().orderBy('position'))
const findById = prepared((database, value: SlotFor<{ id: string }>) => database.selectFrom('files').selectAll().where('id', '=', value('id')))
const findByPath = prepared((database, value: SlotFor<{ path: string }>) => database.selectFrom('files').selectAll().where('path', '=', value('path')))
const withServed = (database: Kysely<Database>) =>
  database
    .selectFrom('files')
    .leftJoin('versions', (join) => join.on('versions.position', '=', served))
    .selectAll('files')
    .select(['versions.id as versionId', 'versions.hash', 'versions.name as versionName', 'versions.description', 'versions.content', 'versions.kept'])
    .select(['versions.createdAt as versionCreatedAt', 'versions.updatedAt as versionUpdatedAt', 'versions.deletedAt'])
const findServedById = prepared((database, value: SlotFor<{ id: string }>) => withServed(database).where('files.id', '=', value('id')))
const findServedByPath = prepared((database, value: SlotFor<{ path: string }>) => withServed(database).where('files.path', '=', value('path')))
const listDeployments = preparedByKeys((database, fileIds: string[]) =>
  database.selectFrom('deployments').selectAll().where('fileId', 'in', fileIds).orderBy('createdAt'),
)

type ServedRow = Awaited<ReturnType<typeof findServedById>>[number]

function toFileVersion(row: ServedRow): Awaited<ReturnType<FileRecords['findServed']>> {
  const { versionId: id, hash, versionName: name, description, content, kept, versionCreatedAt: createdAt, versionUpdatedAt: updatedAt, deletedAt, ...file } = row
  if (id === null || hash === null || content === null || createdAt === null || updatedAt === null) return { file: toFile(file), version: undefined }
  return { file: toFile(file), version: toVersion({ id, fileId: file.id, hash, name, description, content, kept, createdAt, updatedAt, deletedAt }) }
}

function toFile({ position: _position, foldedName: _foldedName, details, ...file }: Selectable<Database['files']>): FileRecord {
  return { ...file, details: JSON.parse(details) as FileDetails }
}
