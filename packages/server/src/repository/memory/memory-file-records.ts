import type { DeploymentRecords, EnvironmentRecords, FileRecord, FileRecords, VersionRecord, VersionRecords } from '../repository.js'
import { isBelow } from './is-below.js'
import { compareTexts, cut, newestFirst, sortedBy } from './memory-order.js'
import { compound } from './memory-tables.js'
import { removeFile } from './remove-file.js'
import type { MemoryTables } from './memory-tables.js'

export function environmentRecords({ environments }: MemoryTables): EnvironmentRecords {
  return {
    list: async () => environments.all(),
    insert: async (environment) => environments.insert(environment),
  }
}

export function fileRecords(tables: MemoryTables): FileRecords {
  const { files, deployments } = tables
  const find = (by: { id: string } | { path: string }): FileRecord | undefined => ('id' in by ? files.find('id', by.id) : files.find('path', by.path))
  return {
    find: async (by) => find(by),
    async findServed(by) {
      const file = find(by)
      return file && { file, version: (await versionRecords(tables).listServed([file.id]))[0] }
    },
    listByIds: async (ids) => files.findAll('id', ids),
    async list({ kinds, name, directoryId, below, environmentId, sortBy, order, ...page }) {
      const wanted = name?.toLowerCase() ?? ''
      const matching = (kinds === undefined ? files.all() : files.groupsOf('kind', kinds)).filter(
        (file) =>
          file.name.toLowerCase().includes(wanted) &&
          (directoryId === undefined || file.directoryId === directoryId) &&
          (below === undefined || isBelow(file.path, below)) &&
          (environmentId === undefined || deployments.find('environment', compound(file.id, environmentId)) !== undefined),
      )
      return cut(sortedBy(matching, (file) => file[sortBy], order, compareTexts), page)
    },
    insert: async (file) => files.insert(file),
    update: async (id, changes) => files.update('id', id, changes),
    remove: async (id) => removeFile(tables, id),
  }
}

export function versionRecords({ versions, deployments, environments }: MemoryTables): VersionRecords {
  const listByFile = (fileId: string): VersionRecord[] =>
    newestFirst(
      versions.group('fileId', fileId).filter(({ deletedAt }) => deletedAt === null),
      ({ createdAt }) => createdAt,
    )
  return {
    async find(by) {
      if ('id' in by) return versions.find('id', by.id)
      if ('hash' in by) return versions.find('hash', compound(by.fileId, by.hash))
      return versions.find('name', compound(by.fileId, by.name))
    },
    listByIds: async (ids) => versions.findAll('id', ids),
    listByFile: async (fileId) => listByFile(fileId),
    listDeleted: async (fileId) => newestFirst(versions.group('fileId', fileId).filter(({ deletedAt }) => deletedAt !== null), ({ createdAt }) => createdAt),
    listLatest: async (fileIds) => fileIds.flatMap((fileId) => listByFile(fileId).slice(0, 1)),
    async listServed(fileIds) {
      const environmentId = environments.all().find(({ isDefault }) => isDefault)?.id ?? ''
      return fileIds.flatMap((fileId) => {
        const deployed = deployments.find('environment', compound(fileId, environmentId))?.versionId ?? ''
        return versions.find('id', deployed) ?? listByFile(fileId).slice(0, 1)
      })
    },
    insert: async (version) => versions.insert(version),
    update: async (id, changes) => versions.update('id', id, changes),
  }
}

export function deploymentRecords({ deployments }: MemoryTables): DeploymentRecords {
  return {
    list: async (fileIds) => fileIds.flatMap((fileId) => deployments.group('fileId', fileId)),
    async set(deployment) {
      deployments.remove('environment', compound(deployment.fileId, deployment.environmentId))
      deployments.insert(deployment)
    },
    remove: async (fileId, environmentId) => deployments.remove('environment', compound(fileId, environmentId)),
  }
}
