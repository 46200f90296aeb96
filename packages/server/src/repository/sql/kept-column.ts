import type { ForeignRecord } from '../repository.js'

/** Writes what is kept for another platform's sake; most records have none of it. */
export function writeKept(kept: ForeignRecord['kept']): string | null {
  return kept === undefined ? null : JSON.stringify(kept)
}

export function readKept(column: string | null): ForeignRecord {
  return column === null ? {} : { kept: JSON.parse(column) as Record<string, unknown> }
}
