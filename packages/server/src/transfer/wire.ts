import { ownField } from './layout.js'

/** A record as it is on the wire. */
export type Wire = Record<string, unknown>

export function isWire(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A field that is a record itself. */
export function recordIn(wire: Wire, field: string): Wire | undefined {
  const value = wire[field]
  return isWire(value) ? value : undefined
}

/** The records in a field that is a list. */
export function recordsIn(wire: Wire, field: string): Wire[] {
  const value = wire[field]
  return Array.isArray(value) ? value.filter(isWire) : []
}

/** A text that is not empty. */
export function textIn(wire: Wire, field: string): string | undefined {
  const value = wire[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** What this server added to a record when it exported it. Somebody else may have written it: no field of it is sure to be there. */
export function ownFacts<Facts extends object>(wire: Wire): { [Name in keyof Facts]?: unknown } {
  return (recordIn(wire, ownField) ?? {}) as { [Name in keyof Facts]?: unknown }
}
