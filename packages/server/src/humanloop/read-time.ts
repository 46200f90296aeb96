import { Problem } from '../http/problem.js'

const form = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?(?:Z|([+-]\d\d):?(\d\d))?)?$/

/** Writes out a time in full, as far as a caller left it out: midnight, whole minutes, UTC. Refuses one that no calendar has. */
export function readTime(text: string, ...place: ['body' | 'query', string]): string {
  const [, date, time = '00:00', seconds = ':00', hours, minutes] = form.exec(text) ?? []
  const full = `${date}T${time}${seconds}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`
  if (!Number.isNaN(Date.parse(full)) && isDay(date ?? '')) return full
  const message = 'There is no such time. Give one such as 2026-01-31T12:00:00Z.'
  throw new Problem('invalid', message, { issues: [{ path: place, message, type: 'value_error' }] })
}

/** Engines take the 31st of February for a day in March. */
function isDay(date: string): boolean {
  return toSortable(`${date}T00:00:00Z`).startsWith(date)
}

/** A time in the form that sorts as a text: in UTC, with milliseconds. */
export function toSortable(time: string | number): string {
  return new Date(time).toISOString()
}
