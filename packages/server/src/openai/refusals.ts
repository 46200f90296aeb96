import type { OpenAIErrorResponse } from '@smarter-api/schemas/openai'
import { json } from '../http/answer.js'
import { Problem, Refusal } from '../http/problem.js'
import { failureHeaders } from '../model/model.js'
import type { ModelFailure } from '../model/model.js'
import type { StoredAnswer } from '../repository/repository.js'

/** Where a request is wrong, and the word that programs know it by. */
export interface ErrorDetails {
  param?: string | null
  code?: string | null
}

/** Words an error as OpenAI's API does. */
export function toErrorBody(status: number, message: string, { param = null, code = null }: ErrorDetails = {}): OpenAIErrorResponse {
  return { error: { message, type: typeOf(status), param, code } }
}

export function errorAnswer(status: number, message: string, details: ErrorDetails = {}, headers: Record<string, string> = {}): StoredAnswer {
  return json(toErrorBody(status, message, details), status, headers)
}

/** Refuses a field of the body or a parameter of the query or the path. */
export function wrongParam(param: string, message: string, code: string = 'invalid_value'): Problem {
  return new Problem('invalid', message, { issues: [{ path: ['body', param], message, type: code }] })
}

export function notFound(thing: string, id: string): Problem {
  return new Problem('not-found', `There is no ${thing} with the id ${id}.`)
}

/** Refuses fields that this server cannot do what they ask for; a field that is absent, `null` or `false` asks for nothing. */
export function refuseUnsupported(body: object, reasons: Record<string, string>): void {
  for (const [param, reason] of Object.entries(reasons)) {
    const value: unknown = Reflect.get(body, param)
    if (value !== undefined && value !== null && value !== false) throw wrongParam(param, `${param}: ${reason}`, 'unsupported_parameter')
  }
}

/** Words the failure of a provider that comes before anything of the answer. */
export function providerRefusal(failure: ModelFailure): Refusal {
  return new Refusal(json(providerErrorBody(failure), failure.status, failureHeaders(failure)))
}

export function providerErrorBody({ status, message, details: { code, param } }: ModelFailure): OpenAIErrorResponse {
  return toErrorBody(status, message, { param: param ?? null, code: code ?? providerCode(status) })
}

/** The word for a provider's failure with this status, where the provider has none of its own. */
export function providerCode(status: number): string {
  if (status === 429) return 'rate_limit_exceeded'
  return status >= 500 ? 'server_error' : 'provider_error'
}

function typeOf(status: number): string {
  if (status === 429) return 'rate_limit_error'
  return status >= 500 ? 'server_error' : 'invalid_request_error'
}
