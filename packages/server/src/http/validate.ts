import * as v from 'valibot'
import { Problem } from './problem.js'
import type { FieldIssue } from './problem.js'

const mostIssues = 100

/** Checks what came from outside and gives the checked value; `place` begins the path of every issue. */
export function validate(schema: v.GenericSchema, value: unknown, place: 'body' | 'query'): unknown {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  const issues = result.issues.slice(0, mostIssues).map((issue) => toFieldIssue(issue, place))
  throw new Problem('invalid', issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '), { issues })
}

function toFieldIssue(issue: v.BaseIssue<unknown>, place: string): FieldIssue {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)))
  return { path: [place, ...path], ...explain(issue) }
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
