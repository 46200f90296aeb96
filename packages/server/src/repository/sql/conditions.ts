import { expressionBuilder, sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Database } from './database.js'

const { fn } = expressionBuilder<Database, never>()

/** Whether a column contains a text, letter by letter. Dialects spell `contains` in their own way. */
export function contains(column: string, text: string): RawBuilder<boolean> {
  return sql<boolean>`(${fn('contains', [sql.ref(column), sql.val(text)])})`
}

/** Whether a column contains one of some texts; never, when there are none. Engines bound how deep conditions nest, so they are halved. */
export function containsOneOf(column: string, texts: readonly string[]): RawBuilder<boolean> {
  const [text, ...others] = texts
  if (text === undefined) return sql<boolean>`1 = 0`
  if (others.length === 0) return contains(column, text)
  const half = Math.ceil(texts.length / 2)
  return sql<boolean>`(${containsOneOf(column, texts.slice(0, half))} or ${containsOneOf(column, texts.slice(half))})`
}

/** Whether the column `path` leads through a directory, as a range that an index knows: `0` follows `/`. The root is above all. */
export function isBelow(directory: string): RawBuilder<boolean> {
  return directory === '' ? sql<boolean>`1 = 1` : sql<boolean>`path > ${`${directory}/`} and path < ${`${directory}0`}`
}

/** Whether a column holds one of some values; never, when there are none. */
export function isOneOf(column: string, values: readonly string[]): RawBuilder<boolean> {
  return values.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`${sql.ref(column)} in (${sql.join(values)})`
}
