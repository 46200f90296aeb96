import { setupServer } from 'msw/node'
import { describe, expect, it, onTestFinished } from 'vitest'
import { handlers } from './msw.js'
import type { HandlerOptions } from './msw.js'

function mocked(options?: HandlerOptions): void {
  const platforms = setupServer(...handlers(options))
  platforms.listen({ onUnhandledRequest: 'error' })
  onTestFinished(() => platforms.close())
}

const json = { 'content-type': 'application/json' }

describe('handlers', () => {
  it('answer in place of Humanloop, and remember', async () => {
    mocked()
    await fetch('https://api.humanloop.com/v5/prompts', { method: 'POST', headers: json, body: '{"path":"a","model":"gpt-4o"}' })
    const listed = await fetch('https://api.humanloop.com/v5/prompts')
    expect(await listed.json()).toMatchObject({ total: 1, records: [{ path: 'a' }] })
  })

  it('stream', async () => {
    mocked()
    const body = '{"path":"a","prompt":{"model":"gpt-4o"},"stream":true}'
    const response = await fetch('https://api.humanloop.com/v5/prompts/call', { method: 'POST', headers: json, body })
    expect(await response.text()).toContain('data: [DONE]')
  })

  it('answer in place of Smarter, with its own addresses', async () => {
    mocked({ era: 'chatbot' })
    const manifest = { apiVersion: 'smarter.sh/v1', kind: 'Chatbot', metadata: { name: 'a', description: null, version: null }, spec: { config: {} } }
    const smarter = 'https://platform.smarter.sh/api/v1/cli'
    await fetch(`${smarter}/apply/`, { method: 'POST', headers: json, body: JSON.stringify(manifest) })
    const described = await fetch(`${smarter}/describe/chatbot/?name=a`, { method: 'POST' })
    expect(await described.json()).toMatchObject({ data: { status: { urlChatbot: 'https://platform.smarter.sh/api/v1/chatbots/1/chat/' } } })
  })

  it('answer in place of OpenAI when they are asked to', async () => {
    mocked({ openai: true })
    const body = '{"model":"gpt-4o","messages":[{"role":"user","content":"Hi"}]}'
    const response = await fetch('https://api.openai.com/v1/chat/completions', { method: 'POST', headers: json, body })
    expect(await response.json()).toMatchObject({ object: 'chat.completion', model: 'smarter-builtin' })
    expect(handlers()).toHaveLength(2)
  })

  it('leave a platform alone that is switched off', () => {
    expect(handlers({ smarter: false })).toHaveLength(1)
    expect(handlers({ humanloop: false, smarter: false })).toEqual([])
  })

  it('ask for a key when there is one', async () => {
    mocked({ apiKeys: ['k'] })
    expect((await fetch('https://api.humanloop.com/v5/prompts')).status).toBe(401)
  })

  it('share nothing between two calls', async () => {
    mocked()
    expect(await (await fetch('https://api.humanloop.com/v5/prompts')).json()).toMatchObject({ total: 0 })
  })
})
