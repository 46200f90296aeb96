import { describe, expect, it } from 'vitest'
import { APIConnectionError, APIUserAbortError, AuthenticationError, ConfigurationError, getChatbot, NotFoundError, ResponseParseError } from './index.js'
import { chatbot, deferred, failure, llmClient, missing, scriptedPlatform, unknownKind, version } from './testing/scripted-platform.js'

const older = { 'describe/llmclient': unknownKind, 'cli/version/': version('0.10.21'), 'describe/chatbot': () => chatbot() }
const newer = { 'describe/llmclient/?name=my_bot': () => llmClient(), 'describe/llmclient': missing, 'cli/version/': version('0.14.19') }
const noBroker = () => failure(500, 'APIV1CLIViewError', 'Could not find broker for chatbot')

describe('finding a chatbot', () => {
  it('asks once on servers of the LLMClient generation', async () => {
    const { client, lines } = scriptedPlatform(newer)
    expect((await getChatbot(client, { name: 'my_bot' })).manifest.kind).toBe('LLMClient')
    await getChatbot(client, { name: 'my_bot' }, { cache: false })
    expect(lines()).toEqual(['POST /cli/describe/llmclient/?name=my_bot', 'POST /cli/describe/llmclient/?name=my_bot'])
  })

  it('learns from the version that the server is of the chatbot generation, and remembers it', async () => {
    const { client, lines } = scriptedPlatform(older)
    expect((await getChatbot(client, { name: 'my-bot' })).manifest.kind).toBe('Chatbot')
    expect(lines()).toEqual(['POST /cli/describe/llmclient/?name=my-bot', 'POST /cli/version/', 'POST /cli/describe/chatbot/?name=my-bot'])
    await getChatbot(client, { name: 'my-bot' }, { cache: false })
    expect(lines().slice(3)).toEqual(['POST /cli/describe/chatbot/?name=my-bot'])
  })

  it('sends a POST with a slash at the end, the key as a Token, and asks for JSON', async () => {
    const { client, sent } = scriptedPlatform(newer)
    await getChatbot(client, { name: 'my_bot' })
    expect(sent[0]?.headers.get('authorization')).toBe(`Token ${'k'.repeat(64)}`)
    expect(sent[0]?.headers.get('accept')).toBe('application/json')
    expect(sent[0]?.body).toBeUndefined()
  })

  it.each(['my-bot', 'My-Bot', 'MyBot', 'My Bot'])('finds %s, which servers of the LLMClient generation store as my_bot', async (name) => {
    const { client, lines } = scriptedPlatform(newer)
    expect((await getChatbot(client, { name })).name).toBe('my_bot')
    expect(lines()).toEqual([`POST /cli/describe/llmclient/?name=${encodeURIComponent(name)}`, 'POST /cli/version/', 'POST /cli/describe/llmclient/?name=my_bot'])
  })

  it('does not change names on servers of the chatbot generation', async () => {
    const { client, lines } = scriptedPlatform({ ...older, 'describe/chatbot': missing })
    await expect(getChatbot(client, { name: 'My-Bot' })).rejects.toThrow(NotFoundError)
    expect(lines().join()).not.toContain('my_bot')
  })

  it('says that a chatbot is missing on the LLMClient generation, although the server says 503', async () => {
    const { client, lines } = scriptedPlatform(newer)
    await expect(getChatbot(client, { name: 'other' })).rejects.toThrow(NotFoundError)
    expect(lines()).toEqual(['POST /cli/describe/llmclient/?name=other', 'POST /cli/version/'])
    await expect(getChatbot(client, { name: 'other' })).rejects.toMatchObject({ name: 'NotFoundError', status: 503 })
    expect(lines()).toHaveLength(3)
  })

  it('says that a chatbot is missing on the chatbot generation, and not that the newer kind is unknown there', async () => {
    const { client } = scriptedPlatform({ ...older, 'describe/chatbot': () => failure(503, 'str', 'Chatbot other not found') })
    await expect(getChatbot(client, { name: 'other' })).rejects.toThrow(/Chatbot other not found/)
  })

  it('tries the older kind when the server cannot tell its version', async () => {
    const { client } = scriptedPlatform({ ...older, 'cli/version/': () => Response.json({ error: 'no internet' }, { status: 400 }) })
    expect((await getChatbot(client, { name: 'my-bot' })).manifest.kind).toBe('Chatbot')
  })

  it.each([{}, { data: {} }, { data: { api: { version: 'unknown' } } }])('tries the older kind when the version is %j', async (answer) => {
    const { client } = scriptedPlatform({ ...older, 'cli/version/': () => answer })
    expect((await getChatbot(client, { name: 'my-bot' })).manifest.kind).toBe('Chatbot')
  })

  it('says that a chatbot is missing when the server cannot tell its version', async () => {
    const { client } = scriptedPlatform({ 'describe/chatbot': noBroker, 'describe/llmclient': missing, 'cli/version/': () => new Response(null, { status: 400 }) })
    await expect(getChatbot(client, { name: 'other' })).rejects.toThrow(NotFoundError)
  })

  it('asks for the version once when several calls start together', async () => {
    const { client, lines } = scriptedPlatform(older)
    await Promise.all(['a', 'b', 'c'].map((name) => getChatbot(client, { name })))
    expect(lines().filter((line) => line.includes('version'))).toHaveLength(1)
  })

  it('asks for the version again after a failure', async () => {
    let fails = true
    const { client, lines } = scriptedPlatform({
      ...older,
      'cli/version/': () => (fails ? new Response(null, { status: 400 }) : version('0.10.21')()),
      'describe/chatbot': () => (fails ? missing() : chatbot()),
    })
    await expect(getChatbot(client, { name: 'a' })).rejects.toThrow(NotFoundError)
    fails = false
    await getChatbot(client, { name: 'a' })
    expect(lines().filter((line) => line.includes('version'))).toHaveLength(2)
  })

  it('ends at once when its signal aborts, without failing another call that waits for the same version', async () => {
    const asked = deferred<void>()
    const answer = deferred<object>()
    const { client } = scriptedPlatform({ ...older, 'cli/version/': () => (asked.resolve(), answer.promise) })
    const controller = new AbortController()
    const first = getChatbot(client, { name: 'a' }, { signal: controller.signal })
    const second = getChatbot(client, { name: 'b' })
    await asked.promise
    controller.abort()
    await expect(first).rejects.toThrow(APIUserAbortError)
    answer.resolve(version('0.10.21')())
    expect((await second).manifest.kind).toBe('Chatbot')
  })

  it('remembers the generation per client', async () => {
    const { client, lines } = scriptedPlatform(older)
    await getChatbot(client, { name: 'a' })
    await getChatbot(client.withOptions({ apiKey: 'another' }), { name: 'a' })
    expect(lines().filter((line) => line.includes('version'))).toHaveLength(2)
  })

  it('finds the generation anew when a server was upgraded', async () => {
    let script: Record<string, () => object> = { ...older } as Record<string, () => object>
    const { client } = scriptedPlatform({ '': (sent) => Object.entries(script).find(([part]) => sent.line.includes(part))?.[1]() ?? {} })
    await getChatbot(client, { name: 'my_bot' })
    script = { 'describe/chatbot': noBroker, 'describe/llmclient': () => llmClient() }
    expect((await getChatbot(client, { name: 'my_bot' }, { cache: false })).manifest.kind).toBe('LLMClient')
  })

  it.each([
    ['a refused key', () => failure(401, 'SmarterTokenAuthenticationError', 'Authentication failed.'), AuthenticationError],
    ['a login wall', () => new Response(null, { status: 302, headers: { location: '/login/?next=/' } }), AuthenticationError],
    ['a broken connection', () => Promise.reject(new TypeError('fetch failed')), APIConnectionError],
  ])('ends at once with %s', async (_name, reply, errorClass) => {
    const { client, sent } = scriptedPlatform({ '': reply })
    await expect(getChatbot(client, { name: 'a' })).rejects.toThrow(errorClass)
    expect(sent).toHaveLength(1)
  })

  it('explains an answer without a manifest', async () => {
    const { client } = scriptedPlatform({ '': () => ({ hello: 'world' }) })
    await expect(getChatbot(client, { name: 'a' })).rejects.toThrow(ResponseParseError)
    await expect(getChatbot(client, { name: 'a' })).rejects.toThrow('for chatbot "a" without a manifest. Check baseURL.')
  })

  it('keeps an idempotency key out of its reads, which are different requests', async () => {
    const { client, sent } = scriptedPlatform(older)
    await getChatbot(client, { name: 'my-bot' }, { idempotencyKey: 'mine' })
    expect(sent.map(({ headers }) => headers.get('idempotency-key'))).not.toContain('mine')
  })

  it('ends when a server takes no kind at all', async () => {
    const { client, sent } = scriptedPlatform({ 'cli/version/': version('0.14.0'), '': unknownKind })
    await expect(getChatbot(client, { name: 'a' })).rejects.toThrow(/Unsupported manifest kind/)
    expect(sent).toHaveLength(2)
  })

  it.each([{ name: '' }, { name: '  ' }, { name: undefined }, { name: 7 }, { id: '' }, { id: null }, { name: 'a', id: 7 }, {}, 'a', undefined])('refuses %j before anything is sent', async (params) => {
    const { client, sent } = scriptedPlatform({})
    await expect(getChatbot(client, params as { name: string })).rejects.toThrow(ConfigurationError)
    await expect(getChatbot(client, params as { name: string })).rejects.toThrow("A chatbot is found by { name: 'my-chatbot' } or { id: 7 }: one of them, not blank")
    expect(sent).toHaveLength(0)
  })
})
