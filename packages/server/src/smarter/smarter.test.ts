import { ChatBodySchema, responses } from '@smarter-api/schemas/smarter'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { createServer } from '../create-server.js'
import type { ServerOptions } from '../options.js'

const origin = 'http://localhost:9357'

interface Sent {
  status: number
  headers: Headers
  body: Record<string, unknown>
}

/** A private server with helpers that speak to Smarter's API. */
function connect(options: ServerOptions = {}) {
  const server = createServer(options)
  async function send(path: string, body?: unknown, init: RequestInit = {}): Promise<Sent> {
    const headers = { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...init.headers }
    const request = new Request(`${origin}/api/v1${path}`, { method: 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }), ...init, headers })
    const response = await server.fetch(request)
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) }
  }
  /** Expects success and checks the answer against the schema of its route. */
  async function ask<Key extends keyof typeof responses>(key: Key, path: string, body?: unknown): Promise<v.InferOutput<(typeof responses)[Key]>> {
    const sent = await send(path, body)
    expect(sent.status, JSON.stringify(sent.body)).toBe(200)
    return v.parse(responses[key], sent.body) as v.InferOutput<(typeof responses)[Key]>
  }
  return { server, send, ask }
}

function chatbot(kind: 'Chatbot' | 'LLMClient', name: string, config: object = {}) {
  return {
    apiVersion: 'smarter.sh/v1',
    kind,
    metadata: { name, description: null, version: '1.0.0' },
    spec: { config: { defaultSystemRole: 'You help.', ...config } },
  }
}

describe('the newer generation', () => {
  it('rewrites names to snake case and describes what was applied', async () => {
    const { ask } = connect()
    const applied = await ask('POST /cli/apply/', '/cli/apply/', chatbot('LLMClient', 'My-Bot'))
    expect(applied).toMatchObject({ message: 'LLMClient my_bot applied successfully', metadata: { command: 'apply', thing: 'LLMClient' } })
    const { data } = await ask('POST /cli/describe/{kind}/', '/cli/describe/llmclient/?name=my_bot')
    expect(data).toMatchObject({ metadata: { name: 'my_bot' }, status: { urlLLMClient: `${origin}/api/v1/llm-clients/rMTAwMDAwMQx/prompt/` } })
  })

  it('keeps a conversation by its session key', async () => {
    const { ask } = connect()
    await ask('POST /cli/apply/', '/cli/apply/', chatbot('LLMClient', 'bot'))
    const id = 'rMTAwMDAwMQx'
    const config = await ask('POST /llm-clients/{hashed_id}/config/', `/llm-clients/${id}/config/`)
    const prompt = async (content: string) => {
      const answer = await ask('POST /llm-clients/{hashed_id}/prompt/', `/llm-clients/${id}/prompt/`, {
        session_key: config.data.session_key,
        messages: [{ role: 'user', content }],
      })
      const body = v.parse(ChatBodySchema, JSON.parse(String(answer.data.body)))
      return String(body.choices[0]?.message?.content)
    }
    expect(await prompt('First')).toContain('This is turn 1')
    expect(await prompt('Second')).toMatch(/This is turn 2.*Before that you said: "First"/)
  })
})

describe('the older generation', () => {
  it('prompts by name and remembers the device', async () => {
    const { ask } = connect({ era: 'chatbot' })
    await ask('POST /cli/apply/', '/cli/apply/', chatbot('Chatbot', 'My-Bot'))
    const first = await ask('POST /cli/chat/{name}/', '/cli/chat/My-Bot/?uid=me', { prompt: 'First' })
    const second = await ask('POST /cli/chat/{name}/', '/cli/chat/My-Bot/?uid=me', { prompt: 'Second' })
    expect(second.data.request.session_key).toBe(first.data.request.session_key)
    expect(JSON.stringify(second.data.response.data.body)).toContain('This is turn 2')
  })
})
