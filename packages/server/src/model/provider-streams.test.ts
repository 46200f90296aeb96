import { describe, expect, it } from 'vitest'
import { createSignal } from '../testing/gated-model.js'
import { post, started } from '../testing/started.js'
import { scriptedProvider } from '../testing/scripted-provider.js'

const messages = [{ role: 'user', content: 'Hi' }]

describe('a stream of a provider', () => {
  it.each([
    ['a Prompt', '/v5/prompts/call', { path: 'p', prompt: { model: 'gpt-4o' }, messages }],
    ['an Agent', '/v5/agents/call', { path: 'a', agent: { model: 'gpt-4o' }, messages }],
    ['chat completions', '/v1/chat/completions', { model: 'gpt-4o', messages }],
    ['responses', '/v1/responses', { model: 'gpt-4o', input: 'Hi' }],
  ])('comes piece by piece from %s: the second is made when the first was seen', async (_, path, body) => {
    const seen = createSignal()
    const { model } = await scriptedProvider(async ({ say, finish }) => {
      say({ role: 'assistant', content: 'first-piece' })
      await seen.sent
      say({ content: ' second-piece' })
      finish()
    })
    const server = await started({ model })
    const response = await fetch(`${server.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...body, stream: true }) })
    const decoder = new TextDecoder()
    let text = ''
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true })
      if (!text.includes('first-piece') || seen.isSent()) continue
      expect(text).not.toContain('second-piece')
      seen.send()
    }
    expect([response.status, seen.isSent(), text.includes('"error":{')]).toEqual([200, true, false])
    expect(text).toContain(' second-piece')
  })

  it('is none through the passthrough, which says so as the platform does', async () => {
    const { model, asked } = await scriptedProvider(({ finish }) => finish())
    const answer = await post(await started({ model }), '/api/v1/prompts/passthrough/openai/', { model: 'gpt-4o', messages, stream: true })
    expect([answer.status, answer.text, asked]).toEqual([200, expect.stringContaining('Response is not a ChatCompletion object'), []])
  })
})
