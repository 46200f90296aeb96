import type { CompiledQuery, Kysely, QueryExecutorProvider } from 'kysely'
import { connectionOf } from './connection-of.js'
import type { Database } from './database.js'
import { loadInChunks } from './in-chunks.js'

/** Longer lists are seldom as long as one before. */
const mostKeys = 8

/** Stands for a value that is only known when the statement runs. */
class Slot {
  constructor(readonly name: PropertyKey) {}
}

/** A statement that can be written in the words of an engine. */
interface Statement<Row> {
  compile(host: QueryExecutorProvider): CompiledQuery<Row>
}

/** Gives what stands in a statement for a value of this name. */
export type SlotFor<Values> = <Name extends keyof Values>(name: Name) => Values[Name]

/**
 * Writes a statement once for each engine, for those that run with nearly every request: writing one costs more than most of them take. It has the same
 * text whatever its values are, so that no value may be a list, or `null` where it is compared.
 */
export function prepared<Values extends object, Row>(
  write: (database: Kysely<Database>, value: SlotFor<Values>) => Statement<Row>,
): (database: Kysely<Database>, values: Values) => Promise<Row[]> {
  const written = new WeakMap<object, CompiledQuery<Row>>()
  let names: Names | undefined

  function compile(database: Kysely<Database>): CompiledQuery<Row> {
    const { adapter } = database.getExecutor()
    const known = written.get(adapter)
    if (known !== undefined) return known
    const compiled = write(database, slotFor).compile(database)
    written.set(adapter, compiled)
    return compiled
  }

  return async (database, values) => {
    const compiled = compile(database)
    const parameters = compiled.parameters.map((parameter) => (parameter instanceof Slot ? Reflect.get(values, parameter.name) : parameter))
    const query = { ...compiled, parameters }
    const connection = connectionOf(database)
    if (connection === undefined) return (await database.executeQuery<Row>(query)).rows
    const { rows } = await connection.executeQuery<object>(query)
    if (rows[0] === undefined) return []
    names ??= namesOf(rows[0])
    const known = names
    return rows.map((row) => renamed<Row>(row, known))
  }
}

/** How the columns of a statement are called in the database, and how in the records. */
type Names = (readonly [column: string, name: string])[]

/** As the plugin of Kysely does it for every other statement. */
function namesOf(row: object): Names {
  return Object.keys(row).map((column) => [column, column.replaceAll(/_+(.)/g, (_, letter: string) => letter.toUpperCase())])
}

function renamed<Row>(row: object, names: Names): Row {
  const record: Record<string, unknown> = {}
  for (const [column, name] of names) record[name] = Reflect.get(row, column)
  return record as Row
}

/** The same for a list of keys, each of which counts once: a statement for each short length. */
export function preparedByKeys<Key, Row>(
  write: (database: Kysely<Database>, keys: Key[]) => Statement<Row>,
): (database: Kysely<Database>, keys: readonly Key[]) => Promise<Row[]> {
  const short = Array.from({ length: mostKeys + 1 }, (_, length) =>
    prepared<Key[], Row>((database, value) => write(database, Array.from({ length }, (_key, index) => value(index)))),
  )
  return (database, keys) =>
    loadInChunks(keys, async (chunk) => short[chunk.length]?.(database, chunk) ?? (await database.executeQuery<Row>(write(database, chunk).compile(database))).rows)
}

/** Its value takes its place, and has the type. */
function slotFor(name: PropertyKey): never {
  return new Slot(name) as never
}
