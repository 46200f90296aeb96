import { json } from '../http/answer.js'
import { Refusal } from '../http/problem.js'
import { failureHeaders } from '../model/model.js'
import type { ModelFailure } from '../model/model.js'
import type { StoredAnswer } from '../repository/repository.js'
import type { Generation } from './generation.js'

const api = 'smarter.sh/v1'

/** What a request did, and to what. */
export interface CommandContext {
  command: string
  thing: string
}

/** Wraps data in the envelope of the generation; empty data is left out. */
export function envelope({ era }: Generation, { command, thing }: CommandContext, data: object | undefined, message?: string): Record<string, unknown> {
  return {
    ...(data === undefined ? {} : { data }),
    ...(message === undefined ? {} : { message }),
    api,
    ...(era === 'chatbot' ? { thing, metadata: { command } } : { metadata: { command, thing } }),
  }
}

/** Words a failure in the envelope of the generation. There is no stack trace in it. */
export function errorAnswer(
  { era }: Generation,
  { command, thing }: CommandContext,
  { status, errorClass, message, headers }: { status: number; errorClass: string; message: string; headers?: Record<string, string> },
): StoredAnswer {
  const isNewer = era === 'llmclient'
  const explained = isNewer && [400, 500, 503].includes(status) ? `${errorClass}. This server imitates the platform; the message is: ${message}` : message
  const error = {
    errorClass,
    stacktrace: 'Not given.',
    description: explained,
    status,
    args: null,
    cause: 'Python Exception',
    context: `thing=${thing}, command=${command}`,
    ...(isNewer ? { thing, command } : {}),
  }
  return json({ error, api, ...(isNewer ? { metadata: { command, thing } } : { thing, metadata: { command } }) }, status, headers)
}

/** Words the failure of a provider, with how long it asks to wait. */
export function refuseFailure(generation: Generation, context: CommandContext, answer: { status: number; errorClass: string; prefix?: string }, failure: ModelFailure): Refusal {
  const { status, errorClass, prefix = '' } = answer
  return new Refusal(errorAnswer(generation, context, { status, errorClass, message: prefix + failure.message, headers: failureHeaders(failure) }))
}

export function refuse(generation: Generation, context: CommandContext, status: number, errorClass: string, message: string): Refusal {
  return new Refusal(errorAnswer(generation, context, { status, errorClass, message }))
}
