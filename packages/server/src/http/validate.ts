import * as v from 'valibot'
import { Problem } from './problem.js'
import type { FieldIssue } from './problem.js'

/** Checks what came from outside and gives the checked value; `place` begins the path of every issue. */
export function validate(schema: v.GenericSchema, value: unknown, place: 'body' | 'query'): unknown {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  const issues = result.issues.map((issue) => toFieldIssue(issue, place))
  throw new Problem('invalid', issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '), { issues })
}

function toFieldIssue(issue: v.BaseIssue<unknown>, place: string): FieldIssue {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)))
  const missing = issue.received === 'undefined'
  const extra = issue.expected === 'never'
  return {
    path: [place, ...path],
    message: missing ? 'Field required' : extra ? 'Extra inputs are not permitted' : issue.message,
    type: missing ? 'missing' : extra ? 'extra_forbidden' : `${issue.type}_type`,
  }
}
