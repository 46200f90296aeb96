import * as v from 'valibot'
import { Problem, Refusal } from '../http/problem.js'

/** Says why a record cannot be kept. */
export class Unfit extends Error {
  override name = 'Unfit'
}

/** Why something cannot be kept; throws on what is no matter of the record. */
export function reasonOf(error: unknown): string {
  if (error instanceof Unfit || error instanceof Problem || error instanceof Refusal) return error.message
  throw error
}

/** Refuses a record that clients could not read. */
export function checkShape(schema: v.GenericSchema, record: unknown, subject: string): void {
  const { issues } = v.safeParse(schema, record, { abortEarly: true })
  const [issue] = issues ?? []
  if (issue === undefined) return
  const path = (issue.path ?? []).map(({ key }) => String(key)).join('.')
  throw new Unfit(`The ${subject} is not as the API describes it. ${path === '' ? '' : `${path}: `}${issue.message.replace(/ but received ".*"$/s, ' but received a text')}`)
}
