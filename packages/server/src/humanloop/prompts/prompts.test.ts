import { responses } from '@smarter-api/schemas/humanloop'
import * as v from 'valibot'
import { beforeEach, describe, expect, it } from 'vitest'
import { createServer } from '../../create-server.js'
import type { Server } from '../../create-server.js'

let server: Server

beforeEach(() => {
  server = createServer()
})

async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return server.fetch(
    new Request(`http://localhost/v5${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
}

/** Sends a request, expects success, and checks the answer against the schema of its route. */
async function ask<Key extends keyof typeof responses>(key: Key, path: string, body?: unknown): Promise<v.InferOutput<(typeof responses)[Key]>> {
  const response = await send(key.split(' ')[0] ?? '', path, body)
  const answer: unknown = await response.json()
  expect(response.status, JSON.stringify(answer)).toBe(200)
  return v.parse(responses[key], answer) as v.InferOutput<(typeof responses)[Key]>
}

const greeting = { path: 'support/greeting', model: 'gpt-4o', template: [{ role: 'system', content: 'Greet {{name}}.' }] }

describe('upserting', () => {
  it('makes a Prompt with the documented defaults', async () => {
    const prompt = await ask('POST /prompts', '/prompts', greeting)
    expect(prompt).toMatchObject({ path: 'support/greeting', name: 'greeting', temperature: 1, max_tokens: -1, inputs: [{ name: 'name' }] })
  })
})

describe('calling', () => {
  it('answers with the built-in model, and keeps a Log', async () => {
    const { id } = await ask('POST /prompts', '/prompts', greeting)
    const answer = await ask('POST /prompts/call', '/prompts/call', { id, inputs: { name: 'Ada' }, messages: [{ role: 'user', content: 'Hi' }] })
    expect(answer.logs[0]?.output).toContain('smarter-builtin')
    const log = await ask('GET /logs/{id}', `/logs/${answer.id}`)
    expect(log.output).toBe(answer.logs[0]?.output)
  })

  it('streams the same answer in several events', async () => {
    const { id } = await ask('POST /prompts', '/prompts', greeting)
    const response = await send('POST', '/prompts/call', { id, inputs: { name: 'Ada' }, stream: true })
    const text = await response.text()
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
    const events = text.split('\n\n').slice(0, -2).map((event) => v.parse(responses['POST /prompts/call#stream'], JSON.parse(event.slice(6))))
    expect(events.length).toBeGreaterThan(3)
    expect(events.at(-1)).toMatchObject({ finish_reason: 'stop' })
  })
})
