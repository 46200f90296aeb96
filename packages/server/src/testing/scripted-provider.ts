import { createServer } from 'node:http'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { openaiModel } from '../model/openai-model.js'
import type { OpenAIModelOptions } from '../model/openai-model.js'
import type { Model } from '../model/model.js'
import { createSignal } from './gated-model.js'
import { providerKey } from './with-provider.js'

/** What a provider was asked. */
export interface ProviderRequest {
  [field: string]: unknown
  model: string
  messages: { role: string; content: unknown; [field: string]: unknown }[]
}

/** One request to a provider, and the ways to answer it. */
export interface ProviderExchange {
  body: ProviderRequest
  headers: IncomingHttpHeaders
  /** Which request to the provider this is, from 0. */
  index: number
  response: ServerResponse
  /** Sends one event, the headers of a stream before the first. */
  send(data: object | string): void
  /** Sends what is new of the answer. */
  say(delta: object, finishReason?: string | null): void
  /** Sends the end of a stream. */
  finish(reason?: string): void
  /** Answers with an error. */
  fail(status: number, error: object | string, headers?: Record<string, string>): void
}

export interface ScriptedProvider {
  url: string
  model: Model
  asked: ProviderRequest[]
  /** How many connections are open that a request came by; clients open some in advance. */
  openSockets(): number
  /** Resolves when a caller has closed its connection before the answer was done. */
  dropped: Promise<void>
}

/** A provider on a real port that answers as the script says. */
export async function scriptedProvider(script: (exchange: ProviderExchange) => unknown, options: Partial<OpenAIModelOptions> = {}): Promise<ScriptedProvider> {
  const asked: ProviderRequest[] = []
  const sockets = new Set<Socket>()
  const dropped = createSignal()
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString()) as ProviderRequest
      response.once('close', () => {
        if (!response.writableFinished) dropped.send()
      })
      script(exchangeOf(body, request.headers, asked.push(body) - 1, response))
    })
  })
  server.on('request', ({ socket }) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return { url, model: openaiModel({ baseURL: url, apiKey: providerKey, ...options }), asked, openSockets: () => sockets.size, dropped: dropped.sent }
}

function exchangeOf(body: ProviderRequest, headers: IncomingHttpHeaders, index: number, response: ServerResponse): ProviderExchange {
  const send = (data: object | string): void => {
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`)
  }
  const say = (delta: object, finishReason: string | null = null): void => send({ choices: [{ index: 0, delta, finish_reason: finishReason }] })
  return {
    body,
    headers,
    index,
    response,
    send,
    say,
    finish(reason = 'stop') {
      say({}, reason)
      send({ choices: [], usage: { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 } })
      send('[DONE]')
      response.end()
    },
    fail(status, error, more = {}) {
      const isText = typeof error === 'string'
      response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...more }).end(isText ? error : JSON.stringify({ error }))
    },
  }
}

/** What a provider says when it asks for tools, in one part each. */
export function asks(...calls: { id: string; name: string; arguments?: string }[]): object {
  return { tool_calls: calls.map(({ id, name, arguments: given = '{}' }, index) => ({ index, id, type: 'function', function: { name, arguments: given } })) }
}
