import { applyManifest, deployManifest } from '@smarter-api/manifests'
import { smarterTestClient } from '@smarter-api/test-support'
import { describe, expect, it } from 'vitest'
import { chatbots, fromHashedId, InternalServerError, NotFoundError, promptChatbot, ProviderError, type SmarterClient, toHashedId } from './index.js'

const generations = [
  { era: 'chatbot', kind: 'Chatbot', stored: 'My-Bot', answered: /^POST \/cli\/chat\/My-Bot\// },
  { era: 'llmclient', kind: 'LLMClient', stored: 'my_bot', answered: /^POST \/llm-clients\/r[\w-]+x\/prompt\/$/ },
] as const

function manifestOf(kind: 'Chatbot' | 'LLMClient', defaultModel = 'gpt-4o-mini') {
  const metadata = { name: 'My-Bot', description: 'Helps with returns.', version: '1.0.0' }
  return { apiVersion: 'smarter.sh/v1', kind, metadata, spec: { config: { defaultModel, defaultSystemRole: 'You help customers with returns.' } } } as const
}

describe.each(generations)('a platform of the $era generation', ({ era, kind, stored, answered }) => {
  const platform = () => smarterTestClient({ era })
  const withBot = async (client: SmarterClient, model?: string) => {
    await applyManifest(client, { manifest: manifestOf(kind, model) })
    return chatbots(client).get({ name: 'My-Bot' })
  }

  it('finds a chatbot under the name it was applied with', async () => {
    const { client } = platform()
    const bot = await withBot(client)
    expect([bot.name, bot.manifest.kind, bot.description]).toEqual([stored, kind, 'Helps with returns.'])
    expect(bot.id).toBeTruthy()
    expect(bot.config.defaultModel).toBe('gpt-4o-mini')
  })

  it('answers a prompt the way of its generation', async () => {
    const { client, sent } = platform()
    const answer = await (await withBot(client)).prompt('How do I return an item?')
    expect(answer).toContain('How do I return an item?')
    expect(sent.at(-1)?.line).toMatch(answered)
  })

  it('answers in full when verbose', async () => {
    const { client } = platform()
    const answer = await (await withBot(client)).prompt('Hello, World!', { verbose: true })
    expect(answer.session_key).toMatch(/^[\da-f]{64}$/)
    expect(answer.body.object).toBe('chat.completion')
    expect(answer.body.usage?.total_tokens).toBeGreaterThan(0)
  })

  it('keeps a conversation apart from others, under one session key', async () => {
    const { client } = platform()
    const bot = await withBot(client)
    const conversation = bot.conversation()
    const first = await conversation.prompt('One', { verbose: true })
    const second = await conversation.prompt('Two', { verbose: true })
    const other = await bot.prompt('Three', { verbose: true })
    expect(second.session_key).toBe(first.session_key)
    expect(other.session_key).not.toBe(first.session_key)
    expect(second.text).toContain('This is turn 2')
    expect(other.text).toContain('This is turn 1')
  })

  it('goes on with a stored conversation', async () => {
    const { client } = platform()
    const bot = await withBot(client)
    const conversation = bot.conversation()
    await conversation.prompt('One')
    const resumed = (await chatbots(client).get({ name: stored })).conversation(JSON.parse(JSON.stringify(conversation)))
    expect(await resumed.prompt('Two')).toContain('Before that you said: "One"')
  })

  it('answers turns that start together in their order', async () => {
    const { client } = platform()
    const conversation = (await withBot(client)).conversation()
    const answers = await Promise.all(['One', 'Two', 'Three'].map((text) => conversation.prompt(text)))
    expect(answers.map((answer) => /turn \d/.exec(answer)?.[0])).toEqual(['turn 1', 'turn 2', 'turn 3'])
  })

  it('lists chatbots, and finds one by its id in both forms', async () => {
    const { client } = platform()
    const bot = await withBot(client)
    const { items } = await chatbots(client).list()
    expect(items.map(({ name, deployed }) => [name, deployed])).toEqual([[stored, false]])
    const id = fromHashedId(String(bot.id)) ?? Number(bot.id)
    for (const form of [id, String(id), toHashedId(id)]) expect((await chatbots(client).get({ id: form })).name).toBe(stored)
    await expect(chatbots(client).get({ id: id + 1 })).rejects.toThrow(NotFoundError)
  })

  it('finds a deployed chatbot by its id', async () => {
    const { client } = platform()
    const { id = '' } = await withBot(client)
    await deployManifest(client, { kind, name: stored })
    expect((await chatbots(client).get({ id })).status.deployed).toBe(true)
  })

  it('gives the config of a conversation, with what was said, before its first turn and after it', async () => {
    const { client, sent } = platform()
    const conversation = (await withBot(client)).conversation()
    const before = await conversation.config()
    expect([before.chatbot?.name, before.session_key, before.history?.chat_history]).toEqual([stored, conversation.session_key, []])
    await conversation.prompt('One')
    const after = await conversation.config()
    expect(after.session_key).toBe(before.session_key)
    expect(after.history?.chat_history?.slice(-2)).toMatchObject([{ role: 'user', content: 'One' }, { role: 'assistant', content: conversation.history[1]?.content }])
    expect(sent.at(-1)?.line).toMatch(era === 'chatbot' ? /^POST \/cli\/chat\/config\/My-Bot\// : /^POST \/cli\/prompt\/config\/my_bot\//)
  })

  it('says why the language model failed', async () => {
    const { client, sent } = platform()
    const bot = await withBot(client, 'fail-429')
    const failure = era === 'llmclient' ? ProviderError : InternalServerError
    await expect(bot.prompt('Hi')).rejects.toThrow(failure)
    const before = sent.length
    await expect(bot.prompt('Hi')).rejects.toThrow(/The model fail-429 fails on purpose/)
    expect(sent).toHaveLength(before + 1)
  })

  it('says that a chatbot is missing', async () => {
    const { client } = platform()
    await expect(promptChatbot(client, { name: 'nobody', prompt: 'Hi' })).rejects.toThrow(NotFoundError)
  })
})
