import type { Repository } from '../repository/repository.js'
import { libsqlRepository } from './libsql-repository.js'
import { StartError } from './start-error.js'

/** Where data is kept: a libSQL file, `:memory:`, or a Postgres database. */
export interface RepositoryPlace {
  /** Path of the database file, or `:memory:`. Not together with `databaseURL`. Default: `:memory:`. */
  dataFile?: string | undefined
  /** Address of a Postgres database, such as `postgres://user:password@localhost/prompts`. */
  databaseURL?: string | undefined
}

/** The engines that keep data. */
export type EngineName = 'libSQL' | 'Postgres'

/**
 * Opens the repository of a place, and makes or updates its tables.
 *
 * @throws {StartError} When both places are given, or the database cannot be used.
 */
export async function openRepository({ dataFile, databaseURL }: RepositoryPlace): Promise<Repository> {
  if (databaseURL === undefined) return libsqlRepository(dataFile)
  if (dataFile !== undefined) throw new StartError('Give dataFile or databaseURL, not both.')
  const { postgresRepository } = await import('./postgres-repository.js')
  return postgresRepository(databaseURL)
}
