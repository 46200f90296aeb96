import type { CompiledQuery, Kysely, QueryExecutorProvider } from 'kysely'
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
    return (await database.executeQuery<Row>({ ...compiled, parameters })).rows
  }
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
