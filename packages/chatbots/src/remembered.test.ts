import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ClientOptions } from '@smarter-api/core'
import { applyManifest, deleteManifest, deployManifest, type SmarterManifest } from '@smarter-api/manifests'
import { APIUserAbortError, ClientClosedError, getChatbot, NotFoundError, promptChatbot } from './index.js'
import { answerDirectly, chatbot, chatbotList, completion, deferred, failure, llmClient, scriptedPlatform, unknownKind, version } from './testing/scripted-platform.js'

const named = { kind: 'LLMClient', name: 'my_bot' } as const

function platform(options?: ClientOptions) {
  const scripted = scriptedPlatform(
    {
      'get/': () => chatbotList('LLMClient', { name: 'my_bot', url: 'http://127.0.0.1:9357/workbench/llm-clients/rMTAwMDAwNwx/' }),
      describe: ({ line }) => llmClient(/name=([^&]*)/.exec(line)?.[1] ?? ''),
      prompt: () => answerDirectly(completion('Hello!')),
      '': () => ({ message: 'done' }),
    },
    options,
  )
  return { ...scripted, described: () => scripted.lines().filter((line) => line.includes('describe')).length }
}

afterEach(() => {
  vi.useRealTimers()
})

describe('a chatbot that was found', () => {
  it('is described once', async () => {
    const { client, described } = platform()
    const bots = [await getChatbot(client, { name: 'my_bot' }), await getChatbot(client, { name: 'my_bot' })]
    expect(bots.map(({ name }) => name)).toEqual(['my_bot', 'my_bot'])
    await promptChatbot(client, { name: 'my_bot', prompt: 'Hi' })
    expect(described()).toBe(1)
  })

  it('by id is listed and described once, whichever form the id has', async () => {
    const { client, lines } = platform()
    for (const id of [7, '7', 'rMTAwMDAwNwx']) expect((await getChatbot(client, { id })).name).toBe('my_bot')
    expect(lines()).toHaveLength(2)
  })

  it('is described each time where the option says so', async () => {
    const { client, described } = platform()
    for (const cache of [false, undefined, false]) await getChatbot(client, { name: 'my_bot' }, { cache })
    await promptChatbot(client, { name: 'my_bot', prompt: 'Hi' }, { cache: false })
    expect(described()).toBe(4)
  })

  it('is as it was described, whatever is done to a handle', async () => {
    const { client } = platform()
    for (let turn = 0; turn < 3; turn++) {
      const { config } = await getChatbot(client, { name: 'my_bot' })
      expect(config.defaultModel).toBe('gpt-4o-mini')
      config.defaultModel = 'changed'
    }
  })

  it('is not known to another client, of another key, of another platform, or of the same', async () => {
    const { client, described } = platform()
    const other = platform()
    for (const each of [client, client.withOptions({ apiKey: 'another' }), client.withOptions({ baseURL: 'http://127.0.0.1:9357/api/v1/' }), other.client]) {
      await getChatbot(each, { name: 'my_bot' })
    }
    expect([described(), other.described()]).toEqual([3, 1])
  })

  it.each<[string, ClientOptions]>([
    ['a key from a function', { apiKey: () => 'k' }],
    ['middleware', { middleware: [(request, next) => next(request)] }],
  ])('is described each time by a client with %s, whose calls may be of different users', async (_, options) => {
    const { client, described } = platform(options)
    for (let turn = 0; turn < 2; turn++) await getChatbot(client, { name: 'my_bot' })
    expect(described()).toBe(2)
  })

  it('is described by calls with headers or middleware of their own', async () => {
    const { client, described } = platform()
    await getChatbot(client, { name: 'my_bot' })
    await getChatbot(client, { name: 'my_bot' }, { headers: { authorization: 'Token other' } })
    await getChatbot(client, { name: 'my_bot' }, { middleware: [(request, next) => next(request)] })
    await getChatbot(client, { name: 'my_bot' }, { timeout: 5000 })
    expect(described()).toBe(3)
  })

  it('is forgotten when something is applied, deployed or deleted, also through a copy of the client', async () => {
    const { client, described } = platform()
    const { data: manifest } = llmClient() as { data: SmarterManifest }
    const changes = [() => applyManifest(client, { manifest }), () => deployManifest(client.withOptions({ timeout: 5000 }), named), () => deleteManifest(client, named)]
    await getChatbot(client, { name: 'my_bot' })
    for (const [index, change] of changes.entries()) {
      await change()
      await getChatbot(client, { name: 'my_bot' })
      expect(described()).toBe(index + 2)
    }
  })

  it('is not kept when something was applied while it was described', async () => {
    const answer = deferred<object>()
    const { client, lines } = scriptedPlatform({ describe: () => answer.promise, '': () => ({}) })
    const found = getChatbot(client, { name: 'my_bot' })
    await deleteManifest(client, named)
    answer.resolve(llmClient())
    await found
    await getChatbot(client, { name: 'my_bot' })
    expect(lines().filter((line) => line.includes('describe'))).toHaveLength(2)
  })

  it('is forgotten when it cannot be prompted any more', async () => {
    const { client, lines } = scriptedPlatform({ describe: () => llmClient(), prompt: () => Response.json({}, { status: 404 }) })
    await expect(promptChatbot(client, { name: 'my_bot', prompt: 'Hi' })).rejects.toThrow(NotFoundError)
    await getChatbot(client, { name: 'my_bot' })
    expect(lines().filter((line) => line.includes('describe'))).toHaveLength(2)
  })

  it('is described again after ten minutes', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { client, described } = platform()
    await getChatbot(client, { name: 'my_bot' })
    vi.setSystemTime(Date.now() + 599_999)
    await getChatbot(client, { name: 'my_bot' })
    expect(described()).toBe(1)
    vi.setSystemTime(Date.now() + 1)
    await getChatbot(client, { name: 'my_bot' })
    expect(described()).toBe(2)
  })

  it('is forgotten when the server turns out to be of the other generation', async () => {
    let script: Record<string, () => object> = { 'describe/llmclient': unknownKind, 'cli/version/': version('0.10.21'), 'describe/chatbot': () => chatbot() }
    const { client } = scriptedPlatform({ '': ({ line }) => Object.entries(script).find(([part]) => line.includes(part))?.[1]() ?? {} })
    expect((await getChatbot(client, { name: 'my_bot' })).manifest.kind).toBe('Chatbot')
    script = { 'describe/chatbot': () => failure(500, 'APIV1CLIViewError', 'Could not find broker for chatbot'), 'describe/llmclient': () => llmClient() }
    await getChatbot(client, { name: 'another' })
    expect((await getChatbot(client, { name: 'my_bot' })).manifest.kind).toBe('LLMClient')
  })

  it('is kept among 128, the most recently used', async () => {
    const { client, described } = platform()
    for (let index = 0; index < 128; index++) await getChatbot(client, { name: `bot_${index}` })
    await getChatbot(client, { name: 'bot_0' })
    expect(described()).toBe(128)
    await getChatbot(client, { name: 'bot_128' })
    await getChatbot(client, { name: 'bot_0' })
    expect(described()).toBe(129)
    await getChatbot(client, { name: 'bot_1' })
    expect(described()).toBe(130)
  })

  it('does not outlive its client or its call', async () => {
    const { client } = platform()
    await getChatbot(client, { name: 'my_bot' })
    await expect(getChatbot(client, { name: 'my_bot' }, { signal: AbortSignal.abort() })).rejects.toThrow(APIUserAbortError)
    await client.close()
    await expect(getChatbot(client, { name: 'my_bot' })).rejects.toThrow(ClientClosedError)
  })

  it('that does not exist is looked for each time', async () => {
    const { client, lines } = scriptedPlatform({ 'cli/version/': version('0.14.19'), '': () => failure(503, 'SAMBrokerErrorNotReady', 'LLMClient not found') })
    for (let turn = 0; turn < 2; turn++) await expect(getChatbot(client, { name: 'other' })).rejects.toThrow(NotFoundError)
    expect(lines().filter((line) => line.includes('describe'))).toHaveLength(2)
  })
})
