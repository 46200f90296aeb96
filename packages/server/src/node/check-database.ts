import type { DatabaseFindings, DatabaseProblem } from '../repository/sql/check-report.js'
import { restoreRemedy } from '../repository/sql/check-report.js'
import { checkRows } from '../repository/sql/check-rows.js'
import type { Look } from '../repository/sql/check-rule.js'
import { findMissingParts } from '../repository/sql/check-tables.js'
import type { TableShape } from '../repository/sql/check-tables.js'
import { migrate, migrations, NewerDatabaseError } from '../repository/sql/migrations.js'
import { openChecked } from './checked-database.js'
import type { CheckedDatabase } from './checked-database.js'
import { codeOf } from './error-code.js'
import { inMemory, toDatabase } from './libsql-database.js'
import { libsqlEngine } from './libsql-repository.js'
import { readLibsqlShape } from './libsql-shape.js'
import type { EngineName, RepositoryPlace } from './open-repository.js'
import { textIndex } from './libsql-text-index.js'
import { areForeign } from './own-tables.js'

/** What a check found. */
export interface DatabaseReport extends DatabaseFindings {
  engine: EngineName
  /** Version of the tables; 0 when the database is empty, `null` when it is too damaged to tell. */
  schemaVersion: number | null
  /** What was not checked, and why; `null` when all was. */
  note: string | null
}

const nothingFound: DatabaseFindings = { counts: {}, problems: [], unlisted: 0 }
const textIndexRemedy = `Stop the servers and drop it: drop table ${textIndex}. The next start makes it anew, and searches are slower until it is filled.`
const damageNote = 'The rows were not checked, for the engine cannot rely on what it reads.'
/** What engines say when they meet damage: libSQL, and Postgres. */
const damageCodes = /^(SQLITE_CORRUPT|XX00[0-2]$)/

/**
 * Checks that a database is sound: by the engine's own means, that all tables and indexes are there, that what rows point to is there, that counts are
 * right, and that all JSON can be read. It writes nothing and updates nothing, takes no lock that writes wait for, and needs little memory however many
 * logs there are, so that it can be used while servers run.
 *
 * @param place The database: `dataFile` or `databaseURL`.
 * @throws {StartError} When there is no such database, it cannot be read, or it belongs to another program or a newer release.
 */
export async function checkDatabase(place: RepositoryPlace): Promise<DatabaseReport> {
  const checked = await openChecked(place)
  try {
    return { engine: checked.engine, ...(await check(checked)) }
  } catch (error) {
    if (!damageCodes.test(codeOf(error))) throw checked.explain(error)
    return { engine: checked.engine, schemaVersion: null, ...nothingFound, problems: [toDamage((error as Error).message)], note: damageNote }
  } finally {
    await checked.database.destroy()
  }
}

async function check({ database, readShape, findDamage, foreign }: CheckedDatabase): Promise<Omit<DatabaseReport, 'engine'>> {
  const look: Look = (question) => database.transaction().setAccessMode('read only').execute(question)
  const shape = await look(readShape)
  if (areForeign(shape.map(({ name }) => name))) throw foreign()
  if (shape.length === 0) return { schemaVersion: 0, ...nothingFound, note: 'The database is empty. The server makes its tables when it starts.' }
  const schemaVersion = (await look((tables) => tables.selectFrom('schemaVersion').select('version').executeTakeFirst()))?.version ?? 0
  if (schemaVersion > migrations.length) throw new NewerDatabaseError(schemaVersion, migrations.length)
  const damage = (await look(findDamage)).map(toDamage)
  if (damage.some(({ table }) => table === null)) return { schemaVersion, ...nothingFound, problems: damage, note: damageNote }
  if (schemaVersion < migrations.length) {
    const note = `The rows were not checked: the tables are of schema ${schemaVersion}, and will be updated to ${migrations.length} when the server starts.`
    return { schemaVersion, ...nothingFound, note }
  }
  const missing = findMissingParts(shape, await readExpectedShape())
  if (missing.length > 0) return { schemaVersion, ...nothingFound, problems: missing, note: 'The rows were not checked, for the tables are not whole.' }
  const findings = await checkRows(look)
  return { schemaVersion, ...findings, problems: [...damage, ...findings.problems], note: null }
}

function toDamage(message: string): DatabaseProblem {
  if (message.endsWith(`.${textIndex}`)) return { table: textIndex, id: null, what: `The engine reports: ${message}.`, remedy: textIndexRemedy }
  return { table: null, id: null, what: `The engine reports: ${message}.`, remedy: restoreRemedy }
}

/** What the migrations make, as they make it in memory. */
async function readExpectedShape(): Promise<TableShape[]> {
  const database = toDatabase(inMemory)
  try {
    await migrate(database, libsqlEngine)
    return await readLibsqlShape(database)
  } finally {
    await database.destroy()
  }
}
