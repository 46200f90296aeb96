export type Direction = 'answer' | 'request'

/** One value of every kind that JSON has. */
export const kinds: Record<string, unknown> = { text: 'some text', number: 7, flag: true, list: [], object: {}, null: null }

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function hasType(value: unknown, type: string): boolean {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isRecord(value)
  if (type === 'integer') return Number.isInteger(value)
  return typeof value === type
}
