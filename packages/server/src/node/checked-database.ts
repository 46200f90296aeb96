import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { TableShape } from '../repository/sql/check-tables.js'
import type { Database } from '../repository/sql/database.js'
import { requireDataFile } from './data-folder.js'
import { inMemory, toReadOnlyDatabase } from './libsql-database.js'
import { readLibsqlShape } from './libsql-shape.js'
import { explainLibsql, foreignFile } from './libsql-start-error.js'
import type { EngineName, RepositoryPlace } from './open-repository.js'
import { toPostgresDatabase } from './postgres-database.js'
import { readPostgresShape } from './postgres-shape.js'
import { explainPostgres, foreignSchema } from './postgres-start-error.js'
import { StartError } from './start-error.js'

/** A database, and what is of its engine alone. */
export interface CheckedDatabase {
  engine: EngineName
  database: Kysely<Database>
  readShape(database: Kysely<Database>): Promise<TableShape[]>
  /** Lets the engine check itself. */
  findDamage(database: Kysely<Database>): Promise<string[]>
  foreign(): StartError
  explain(error: unknown): unknown
}

/** Opens a database to be read. */
export async function openChecked({ dataFile, databaseURL }: RepositoryPlace): Promise<CheckedDatabase> {
  if (dataFile !== undefined && databaseURL !== undefined) throw new StartError('Give dataFile or databaseURL, not both.')
  if (databaseURL !== undefined) return openPostgres(databaseURL)
  if (dataFile === undefined || dataFile === inMemory) throw new StartError('There is no database to check. Name its file, or its URL.')
  requireDataFile(dataFile)
  return openFile(dataFile)
}

function openFile(dataFile: string): CheckedDatabase {
  return {
    engine: 'libSQL',
    database: toReadOnlyDatabase(dataFile),
    readShape: readLibsqlShape,
    async findDamage(database) {
      const { rows } = await sql<{ integrityCheck: string }>`pragma integrity_check(100)`.execute(database)
      return rows.map(({ integrityCheck }) => integrityCheck).filter((message) => message !== 'ok')
    },
    foreign: () => foreignFile(dataFile),
    explain: (error) => explainLibsql(error, dataFile),
  }
}

async function openPostgres(url: string): Promise<CheckedDatabase> {
  return {
    engine: 'Postgres',
    database: await toPostgresDatabase(url, 1),
    readShape: readPostgresShape,
    // Postgres checks its own pages as it reads them, and all rows are read.
    findDamage: async () => [],
    foreign: foreignSchema,
    explain: (error) => explainPostgres(error, url),
  }
}
