import * as v from 'valibot'
import { Problem } from './problem.js'
import type { FieldIssue } from './problem.js'

const mostIssues = 100
const mostValues = 10_000
const longestName = 200

/** Checks what came from outside and gives the checked value; `place` begins the path of every issue. */
export function validate(schema: v.GenericSchema, value: unknown, place: 'body' | 'query'): unknown {
  const result = v.safeParse(schema, value, { abortEarly: true })
  if (result.success) return result.output
  const { issues: found = result.issues } = isSmall(value) ? v.safeParse(schema, value) : result
  const issues = found.slice(0, mostIssues).map((issue) => toFieldIssue(issue, place))
  throw new Problem('invalid', issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '), { issues })
}

/** Whether a value is small enough for all that is wrong with it to be told, and not the first thing alone: it would take long, and much memory. */
export function isSmall(value: unknown): boolean {
  const values = [value]
  for (const member of values) {
    if (values.length > mostValues) return false
    if (typeof member === 'object' && member !== null) values.push(...Object.values(member).slice(0, mostValues))
  }
  return true
}

function toFieldIssue(issue: v.BaseIssue<unknown>, place: string): FieldIssue {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : shortened(String(key))))
  return { path: [place, ...path], ...explain(issue) }
}

/** Names of fields that nobody knows may be as long as the body. */
function shortened(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName)}…` : name
}

function explain(issue: v.BaseIssue<unknown>): Omit<FieldIssue, 'path'> {
  if (issue.received === 'undefined') return { message: 'Field required', type: 'missing' }
  if (issue.expected === 'never') return { message: 'Extra inputs are not permitted', type: 'extra_forbidden' }
  if (issue.type === 'picklist') return { message: `Input should be ${issue.expected?.replaceAll(/[()]/g, '').replaceAll(' | ', ' or ')}`, type: 'enum' }
  return { message: withoutText(issue.message), type: `${issue.type}_type` }
}

/** Leaves out a text that was received: it may be a secret in the wrong place, or long. */
function withoutText(message: string): string {
  return message.replace(/ but received ".*"$/s, ' but received a text')
}
