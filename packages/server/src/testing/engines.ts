import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { libsqlRepository } from '../node/libsql-repository.js'
import { memoryRepository } from '../repository/memory/memory-repository.js'
import type { Repository } from '../repository/repository.js'
import { emptyPostgres, isPostgresHere } from './postgres-schemas.js'
import { temporaryFolder } from './temporary-folder.js'

/** Every engine that keeps the server's data: its name, and how a test opens an empty one, which is closed when the test ends. */
export const engines: [string, () => Promise<Repository>][] = [
  ['plain memory', async () => closedInTheEnd(memoryRepository())],
  ['libSQL in memory', async () => closedInTheEnd(await libsqlRepository())],
  ['libSQL in a file', async () => closedInTheEnd(await libsqlRepository(join(await temporaryFolder(), 'data.db')))],
  ...(isPostgresHere ? [['Postgres', emptyPostgres] satisfies [string, () => Promise<Repository>]] : []),
]

function closedInTheEnd(repository: Repository): Repository {
  onTestFinished(() => repository.close())
  return repository
}
