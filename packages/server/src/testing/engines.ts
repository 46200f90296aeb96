import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { libsqlRepository } from '../node/libsql-repository.js'
import { memoryRepository } from '../repository/memory/memory-repository.js'
import type { Repository } from '../repository/repository.js'
import { emptyPostgres, isPostgresHere } from './postgres-schemas.js'
import { temporaryFolder } from './temporary-folder.js'

const all: [string, string, () => Promise<Repository>][] = [
  ['memory', 'plain memory', async () => closedInTheEnd(memoryRepository())],
  ['libsql', 'libSQL in memory', async () => closedInTheEnd(await libsqlRepository())],
  ['libsql', 'libSQL in a file', async () => closedInTheEnd(await libsqlRepository(join(await temporaryFolder(), 'data.db')))],
  ['postgres', 'Postgres', emptyPostgres],
]
const only = process.env['SMARTER_TEST_ENGINE']

/**
 * Every engine that keeps the server's data: its name, and how a test opens an empty one, which is closed when the test ends. Postgres is left out where
 * there is none, and all but one where `SMARTER_TEST_ENGINE` names it.
 */
export const engines: [string, () => Promise<Repository>][] = all
  .filter(([engine]) => (engine !== 'postgres' || isPostgresHere) && (only === undefined || only === engine))
  .map(([, name, open]) => [name, open])

function closedInTheEnd(repository: Repository): Repository {
  onTestFinished(() => repository.close())
  return repository
}
