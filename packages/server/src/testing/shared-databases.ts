import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { libsqlRepository } from '../node/libsql-repository.js'
import { postgresRepository } from '../node/postgres-repository.js'
import type { Repository } from '../repository/repository.js'
import { emptySchema, isPostgresHere } from './postgres-schemas.js'
import { temporaryFolder } from './temporary-folder.js'

/** Opens the database once more, as another process does, until the test is over. */
export type OpenAgain = () => Promise<Repository>

/** Every engine whose databases processes can share: its name, and how a test makes an empty one. */
export const sharedDatabases: [string, () => Promise<OpenAgain>][] = [
  ['libSQL', shareFile],
  ...(isPostgresHere ? [['Postgres', shareSchema] satisfies [string, () => Promise<OpenAgain>]] : []),
]

async function shareFile(): Promise<OpenAgain> {
  const dataFile = join(await temporaryFolder(), 'data.db')
  return () => untilTheEnd(libsqlRepository(dataFile))
}

async function shareSchema(): Promise<OpenAgain> {
  const url = await emptySchema()
  return () => untilTheEnd(postgresRepository(url, { connections: 3 }))
}

async function untilTheEnd(opening: Promise<Repository>): Promise<Repository> {
  const repository = await opening
  onTestFinished(() => repository.close())
  return repository
}
