import type { ForeignRecord } from '../repository/repository.js'
import { readTime, toSortable } from './read-time.js'

/** Fields that this server tells too: an old time holds while it is the same moment, the last use while none is later. */
const times = new Set(['created_at', 'updated_at', 'added_at', 'committed_at'])

/** Gives back what a record carried when it came from another platform. */
export function withKept<Shown extends object>(shown: Shown, kept: ForeignRecord['kept']): Shown {
  if (kept === undefined) return shown
  const present = new Map<string, unknown>(Object.entries(shown))
  const holds = ([name, value]: [string, unknown]): boolean => {
    if (times.has(name)) return momentOf(value) === momentOf(present.get(name))
    return name !== 'last_used_at' || momentOf(value) >= momentOf(present.get(name))
  }
  return { ...shown, ...Object.fromEntries(Object.entries(kept).filter(holds)) }
}

/** A time as it sorts; an empty text for what is none. */
export function momentOf(time: unknown): string {
  return typeof time === 'string' ? toSortable(readTime(time, 'body', 'time')) : ''
}
