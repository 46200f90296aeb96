import { libsqlRepository } from '../node/libsql-repository.js'
import { memoryRepository } from '../repository/memory/memory-repository.js'
import type { Repository } from '../repository/repository.js'
import { emptyPostgres } from './postgres-schemas.js'

const opened: Record<string, () => Promise<Repository>> = { libsql: () => libsqlRepository(), postgres: emptyPostgres }

/** An empty repository of the engine that `SMARTER_TEST_ENGINE` names: `memory` by default, `libsql` or `postgres`. */
export function defaultRepository(): Repository {
  const name = process.env['SMARTER_TEST_ENGINE'] ?? 'memory'
  if (name === 'memory') return memoryRepository()
  const open = opened[name]
  if (open === undefined) throw new Error(`SMARTER_TEST_ENGINE is "${name}"; it may be memory, libsql or postgres.`)
  const opening = open()
  opening.catch(() => undefined)
  return {
    read: async (work) => (await opening).read(work),
    write: async (work, options) => (await opening).write(work, options),
    close: async () => (await opening).close(),
  }
}
