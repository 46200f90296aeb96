import { json } from '../http/answer.js'
import { Problem, Refusal } from '../http/problem.js'

export function notFound(detail: string): Refusal {
  return new Refusal(json({ detail }, 404), detail)
}

export function conflict(detail: string): Refusal {
  return new Refusal(json({ detail }, 409), detail)
}

export function badRequest(detail: string): Refusal {
  return new Refusal(json({ detail }, 400), detail)
}

/** Refuses one field of the body in the way of the API's own validation. */
export function invalidField(path: (string | number)[], message: string, type = 'value_error'): Problem {
  return new Problem('invalid', message, { issues: [{ path: ['body', ...path], message, type }] })
}
