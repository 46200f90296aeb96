import { describe, expect, it } from 'vitest'
import type { ServerOptions } from '../options.js'
import { connectHumanloop, connectOpenAI } from '../testing/connect.js'
import { scriptedProvider } from '../testing/scripted-provider.js'
import { errorOf, newer } from '../testing/with-chatbot.js'
import { providerKey } from '../testing/with-provider.js'

const messages = [{ role: 'user', content: 'Hi' }]
const ownKey = 'sk-key-of-the-caller'

/** Two providers that say who they are, and what keys they saw. */
async function withProviders() {
  const seen: string[] = []
  const named = async (name: string) => {
    const { model } = await scriptedProvider(({ headers, say, finish, fail }) => {
      seen.push(`${name} ${headers.authorization}`)
      if (headers.authorization?.endsWith(`${ownKey}-wrong`)) return fail(401, { message: `${ownKey}-wrong is no key.` })
      say({ content: `I am ${name}.` })
      return finish()
    })
    return model
  }
  const options: ServerOptions = { model: await named('usual'), providers: { openai: await named('openai'), groq: await named('groq') } }
  return { options, seen }
}

describe('several providers', () => {
  it('answer the Prompts, Agents and chatbots that name them; the usual one answers all else', async () => {
    const { options, seen } = await withProviders()
    const { ask } = connectHumanloop(options)
    for (const provider of ['groq', 'anthropic', undefined]) {
      const kernel = { model: 'm', ...(provider === undefined ? {} : { provider }) }
      await ask('POST /prompts/call', {}, { path: 'p', prompt: kernel, messages })
      await ask('POST /agents/call', {}, { path: 'a', agent: kernel, messages })
    }
    // A Prompt that names no provider is one of openai.
    expect(seen.map((line) => line.split(' ')[0])).toEqual(['groq', 'groq', 'usual', 'usual', 'openai', 'openai'])
    await connectOpenAI(options).ask('POST /chat/completions', {}, { model: 'm', messages })
    const { prompt, send } = await newer({ provider: 'groq' }, options)
    await prompt('Hi')
    expect((await send('POST /prompts/passthrough/groq/', { model: 'm', messages })).body).toMatchObject({ choices: [{ message: { content: 'I am groq.' } }] })
    expect(seen.slice(6).map((line) => line.split(' ')[0])).toEqual(['usual', 'groq', 'groq'])
    expect(errorOf(await send('POST /prompts/passthrough/anthropic/', { model: 'm', messages })).description).toContain('no provider anthropic')
  })

  it("are told a caller's own key for them, which is kept nowhere", async () => {
    const { options, seen } = await withProviders()
    const logged: unknown[] = []
    const { ask, send } = connectHumanloop({ ...options, logger: (entry) => logged.push(entry) })
    const told = { messages, provider_api_keys: { openai: ownKey, anthropic: 'sk-of-another' } }
    const called = await ask('POST /prompts/call', {}, { path: 'p', prompt: { model: 'm' }, ...told })
    await ask('POST /prompts/call', {}, { path: 'q', prompt: { model: 'm', provider: 'groq' }, ...told })
    await ask('POST /prompts/call', {}, { path: 'r', prompt: { model: 'm', provider: 'anthropic' }, ...told })
    expect(seen).toEqual([`openai Bearer ${ownKey}`, `groq Bearer ${providerKey}`, `usual Bearer ${providerKey}`])
    const log = await ask('GET /logs/{id}', { id: called.id })
    const wrong = await send('POST /prompts/call', { path: 'p', prompt: { model: 'm' }, messages, provider_api_keys: { openai: `${ownKey}-wrong` } })
    expect([wrong.status, wrong.body]).toMatchObject([401, { detail: { message: '[redacted] is no key.' } }])
    expect(JSON.stringify([called, log, logged, wrong.body])).not.toMatch(/sk-/)
  })
})
