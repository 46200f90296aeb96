import { sorted } from '../../sorted.js'
import type { Listing } from '../repository.js'

/** Sorts rows by time, the newest first. Rows of the same time come the other way round than they are given. */
export function newestFirst<Row>(rows: Row[], timeOf: (row: Row) => string): Row[] {
  return sortedBy(rows, timeOf, 'desc', compareTimes)
}

/** Sorts rows by time, the oldest first. Rows of the same time come as they are given. */
export function oldestFirst<Row>(rows: Row[], timeOf: (row: Row) => string): Row[] {
  return sortedBy(rows, timeOf, 'asc', compareTimes)
}

/** Sorts rows by a key. Rows with the same key come as they are given, or the other way round when the order is descending. */
export function sortedBy<Row, Key>(rows: Row[], keyOf: (row: Row) => Key, order: 'asc' | 'desc', compare: (one: Key, other: Key) => number): Row[] {
  const sign = order === 'asc' ? 1 : -1
  const keyed = rows.map((row, position) => ({ row, key: keyOf(row), position }))
  return sorted(keyed, (one, other) => sign * (compare(one.key, other.key) || one.position - other.position)).map(({ row }) => row)
}

export function cut<Row>(rows: Row[], { offset, limit }: { offset: number; limit: number }): Listing<Row> {
  return { items: rows.slice(offset, offset + limit), total: rows.length }
}

function compareTimes(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** Compares by code points, as databases do, and not by UTF-16 units. */
export function compareTexts(one: string, other: string): number {
  const length = Math.min(one.length, other.length)
  for (let index = 0; index < length; index += 1) {
    const difference = rank(one.charCodeAt(index)) - rank(other.charCodeAt(index))
    if (difference !== 0) return difference
  }
  return one.length - other.length
}

/** Units of which two make one code point rank above all that stand alone. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit
}
