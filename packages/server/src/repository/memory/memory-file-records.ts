import { sorted } from '../../sorted.js'
import type {
  DeploymentRecords,
  EnvironmentRecords,
  FileRecord,
  FileRecords,
  LogRecord,
  LogRecords,
  VersionRecord,
  VersionRecords,
} from '../repository.js'
import { compound } from './memory-tables.js'
import type { MemoryTables } from './memory-tables.js'

export function environmentRecords({ environments }: MemoryTables): EnvironmentRecords {
  return {
    list: async () => environments.all(),
    insert: async (environment) => environments.insert(environment),
  }
}

export function fileRecords({ files, versions, deployments, logs, uses }: MemoryTables): FileRecords {
  return {
    find: async (by) => ('id' in by ? files.find('id', by.id) : files.find('path', by.path)),
    async list({ kind, name, sortBy, order, offset, limit }) {
      const wanted = name?.toLowerCase() ?? ''
      const matching = files.group('kind', kind).filter((file) => file.name.toLowerCase().includes(wanted))
      const sorted = sortedBy(matching, (file) => file[sortBy], order)
      return { items: sorted.slice(offset, offset + limit), total: sorted.length }
    },
    insert: async (file) => files.insert(file),
    update: async (id, changes) => files.update('id', id, changes),
    async remove(id) {
      for (const table of [logs, uses, deployments, versions]) table.removeGroup('fileId', id)
      files.remove('id', id)
    },
  }
}

export function versionRecords({ versions }: MemoryTables): VersionRecords {
  const newestFirst = (fileId: string): VersionRecord[] =>
    sortedBy(
      versions.group('fileId', fileId).filter(({ deletedAt }) => deletedAt === null),
      ({ createdAt }) => createdAt,
      'desc',
    )
  return {
    async find(by) {
      if ('id' in by) return versions.find('id', by.id)
      if ('hash' in by) return versions.find('hash', compound(by.fileId, by.hash) ?? '')
      return versions.find('name', compound(by.fileId, by.name) ?? '')
    },
    listByIds: async (ids) => present(ids.map((id) => versions.find('id', id))),
    listByFile: async (fileId) => newestFirst(fileId),
    listLatest: async (fileIds) => present(fileIds.map((fileId) => newestFirst(fileId)[0])),
    insert: async (version) => versions.insert(version),
    update: async (id, changes) => versions.update('id', id, changes),
  }
}

export function deploymentRecords({ deployments }: MemoryTables): DeploymentRecords {
  return {
    list: async (fileIds) => fileIds.flatMap((fileId) => deployments.group('fileId', fileId)),
    async set(deployment) {
      deployments.remove('environment', compound(deployment.fileId, deployment.environmentId) ?? '')
      deployments.insert(deployment)
    },
    remove: async (fileId, environmentId) => deployments.remove('environment', compound(fileId, environmentId) ?? ''),
  }
}

export function logRecords({ logs, uses }: MemoryTables): LogRecords {
  return {
    find: async (id) => logs.find('id', id),
    async list({ fileId, versionId, traceParentId, offset, limit }) {
      const candidates = fileId === undefined ? logs.group('traceParentId', traceParentId ?? '') : logs.group('fileId', fileId)
      const matching = candidates.filter(
        (log) =>
          (versionId === undefined || log.versionId === versionId) && (traceParentId === undefined || log.traceParentId === traceParentId),
      )
      const sorted = sortedBy(matching, ({ createdAt }) => createdAt, 'desc')
      return { items: sorted.slice(offset, offset + limit), total: sorted.length }
    },
    countUses: async (fileIds) => fileIds.flatMap((fileId) => uses.group('fileId', fileId)),
    async insert(log) {
      logs.insert(log)
      const { fileId, versionId, createdAt } = log
      const use = uses.find('versionId', versionId)
      if (use === undefined) uses.insert({ fileId, versionId, logs: 1, lastUsedAt: createdAt })
      else uses.update('versionId', versionId, { logs: use.logs + 1, lastUsedAt: createdAt > use.lastUsedAt ? createdAt : use.lastUsedAt })
    },
    update: async (id, content) => logs.update('id', id, { content }),
  }
}

function present<Item>(items: (Item | undefined)[]): Item[] {
  return items.filter((item) => item !== undefined)
}

function sortedBy<Row extends FileRecord | VersionRecord | LogRecord>(
  rows: Row[],
  keyOf: (row: Row) => string,
  order: 'asc' | 'desc',
): Row[] {
  const sign = order === 'asc' ? 1 : -1
  const keyed = rows.map((row, position) => ({ row, key: keyOf(row), position }))
  return sorted(keyed, (one, other) => sign * (one.key < other.key ? -1 : one.key > other.key ? 1 : one.position - other.position)).map(
    ({ row }) => row,
  )
}
