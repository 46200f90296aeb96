import type { Middleware } from '@smarter-api/core'
import { toEvent } from '../http/server-sent-events.js'
import { tryJson } from '../try-json.js'

/** Lets an answer that came whole be read like a stream: some services know none, and answer as if they had not been asked for one. */
export const wholeAsStream: Middleware = async (request, next) => {
  const response = await next(request)
  if (!response.ok || !/^application\/json\b/i.test(response.headers.get('content-type') ?? '')) return response
  const text = await response.text()
  const chunk = toChunk(text)
  const { status, headers } = response
  if (chunk === undefined) return new Response(text, { status, headers })
  return new Response(toEvent(chunk) + toEvent('[DONE]'), { headers: { 'content-type': 'text/event-stream' } })
}

/** The whole of an answer as the one chunk of a stream, errors too; `undefined` when it is neither. */
function toChunk(text: string): object | undefined {
  const said = tryJson(text)
  const choices: unknown = Reflect.get(Object(said), 'choices')
  if (!Array.isArray(choices) || choices.length === 0) return 'error' in Object(said) ? (said as object) : undefined
  return { ...Object(said), choices: choices.map((choice: unknown) => Object.assign({ delta: toDelta(Reflect.get(Object(choice), 'message')) }, choice)) }
}

/** Whole calls of tools may have neither ids nor indexes, by which parts of them are told apart. */
function toDelta(message: unknown): unknown {
  const calls: unknown = Reflect.get(Object(message), 'tool_calls')
  return Array.isArray(calls) ? { ...Object(message), tool_calls: calls.map((call: unknown, index) => Object.assign({}, call, { index })) } : message
}
