import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { mostListed, restoreRemedy } from './check-report.js'
import type { DatabaseProblem } from './check-report.js'
import type { Look } from './check-rule.js'
import type { Database } from './database.js'
import { loadInChunks } from './in-chunks.js'
import { keyColumns, keyOf } from './table-keys.js'
import type { FoundRow, TableName } from './table-keys.js'

interface JsonTable {
  table: TableName
  /** The unique column that rows are taken in the order of. */
  order: string
  columns: readonly string[]
}

const jsonTables: JsonTable[] = [
  { table: 'files', order: 'position', columns: ['details'] },
  { table: 'versions', order: 'position', columns: ['content', 'kept'] },
  { table: 'logs', order: 'position', columns: ['content', 'judgment', 'error'] },
  { table: 'datapoints', order: 'id', columns: ['content'] },
  { table: 'evaluations', order: 'position', columns: ['evaluators', 'kept'] },
  { table: 'runs', order: 'id', columns: ['kept'] },
  { table: 'manifests', order: 'id', columns: ['manifest'] },
  { table: 'chat_messages', order: 'position', columns: ['message'] },
  { table: 'responses', order: 'position', columns: ['content', 'input'] },
  { table: 'fine_tuning_jobs', order: 'position', columns: ['request', 'fault', 'pauses'] },
  { table: 'work', order: 'position', columns: ['content'] },
  { table: 'idempotency', order: 'key', columns: ['answer'] },
]

const rowsAtOnce = 500
/** How much text is in memory at once, but for a single row that holds more. */
const bytesAtOnce = 4 * 1024 * 1024

type Columns = Record<string, unknown>

/** Reads all JSON that is stored, piece by piece, and finds what is none. */
export async function* findBrokenJson(look: Look): AsyncGenerator<DatabaseProblem> {
  for (const jsonTable of jsonTables) {
    for await (const { row, values } of rowsOf(look, jsonTable)) {
      for (const [column, text] of values) {
        const value = parse(text)
        if (value === undefined) yield tellBroken(jsonTable.table, row, column)
      }
    }
  }
}

/** Finds Evaluations whose list of Evaluators names versions that are not there. */
export async function* findLostEvaluators(look: Look): AsyncGenerator<DatabaseProblem> {
  for await (const { row } of rowsOf(look, { table: 'evaluations', order: 'position', columns: ['evaluators'] })) {
    for (const version of await look((database) => listLost(database, keyOf(row)))) {
      yield {
        table: 'evaluations',
        id: keyOf(row),
        what: `Its Evaluators include the version "${version}", which is not there.`,
        remedy: 'Restore a backup, or remove that Evaluator from the Evaluation.',
      }
    }
  }
}

async function listLost(database: Kysely<Database>, id: string): Promise<string[]> {
  const found = await database.selectFrom('evaluations').select('evaluators').where('id', '=', id).executeTakeFirst()
  const evaluators = parse(found?.evaluators ?? null)
  if (!Array.isArray(evaluators)) return []
  const versions = evaluators.map((evaluator: unknown) => String(Reflect.get(Object(evaluator), 'versionId')))
  const rows = await loadInChunks(versions, (chunk) => database.selectFrom('versions').select('id').where('id', 'in', chunk).execute())
  const known = new Set(rows.map((row) => row.id))
  return versions.filter((version) => !known.has(version))
}

/** Gives the rows of a table with the texts of its columns. Sizes are asked for first, so that memory is bounded. */
async function* rowsOf(look: Look, { table, order, columns }: JsonTable): AsyncGenerator<{ row: FoundRow; values: [string, string | null][] }> {
  const place = sql.ref(`held.${order}`)
  const size = sql.join(columns.map((column) => sql`coalesce(octet_length(${sql.ref(`held.${column}`)}), 0)`), sql` + `)
  const texts = sql.join(columns.map((column, index) => sql`${sql.ref(`held.${column}`)} as ${sql.id(`text${index}`)}`))
  let after: RawBuilder<unknown> = sql`1 = 1`
  for (;;) {
    const sizes = await look((database) =>
      sql<{ place: string | number; size: number }>`select ${place} as place, ${size} as size from ${sql.table(table)} as held where ${after} order by ${place} limit ${rowsAtOnce}`.execute(database),
    )
    const last = lastOfBatch(sizes.rows)
    if (last === undefined) return
    const batch = await look((database) =>
      sql<FoundRow & Columns>`select ${keyColumns(table)}, ${texts} from ${sql.table(table)} as held where ${after} and ${place} <= ${last} order by ${place}`.execute(database),
    )
    for (const row of batch.rows) yield { row, values: columns.map((column, index) => [column, (row[`text${index}`] ?? null) as string | null]) }
    after = sql`${place} > ${last}`
  }
}

function lastOfBatch(sizes: { place: string | number; size: number }[]): string | number | undefined {
  let total = 0
  let last: string | number | undefined
  for (const { place, size } of sizes) {
    total += Number(size)
    if (last !== undefined && total > bytesAtOnce) break
    last = place
  }
  return last
}

/** `undefined` for what is no JSON. A column may hold nothing. */
function parse(text: string | null): unknown {
  try {
    return text === null ? null : (JSON.parse(text) as unknown)
  } catch {
    return undefined
  }
}

function tellBroken(table: TableName, row: FoundRow, column: string): DatabaseProblem {
  return { table, id: keyOf(row), what: `Its ${column} is not JSON, so that it cannot be read.`, remedy: restoreRemedy }
}

/** Takes the first problems of a sort, and counts the others. */
export async function listFirst(found: AsyncIterable<DatabaseProblem>): Promise<{ problems: DatabaseProblem[]; unlisted: number }> {
  const problems: DatabaseProblem[] = []
  let unlisted = 0
  for await (const problem of found) {
    if (problems.length < mostListed) problems.push(problem)
    else unlisted += 1
  }
  return { problems, unlisted }
}
