import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ClientOptions } from '@smarter-api/core'
import {
  AuthenticationError,
  Chatbot,
  chatbots,
  ConfigurationError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  promptChatbot,
  ProviderError,
  ResponseParseError,
} from './index.js'
import { answerByName, answerDirectly, chatbot, completion, failure, llmClient, missing, scriptedPlatform, unknownKind, version } from './testing/scripted-platform.js'

afterEach(() => {
  vi.useRealTimers()
})

const eras = ['chatbot', 'llmclient'] as const
type Reply = () => object | Promise<object>

/** A chatbot of one generation, whose prompts get the replies in turn. */
async function chatbotOf(era: (typeof eras)[number], replies: Reply | Reply[], options?: ClientOptions) {
  const queue = [replies].flat()
  const reply: Reply = () => (queue.length > 1 ? queue.shift() : queue[0])?.() ?? {}
  const script =
    era === 'chatbot'
      ? { 'describe/llmclient': unknownKind, version: version('0.10.21'), 'describe/chatbot': () => chatbot(), 'cli/chat/': reply }
      : { describe: () => llmClient(), 'llm-clients/rMTAwMDAwNwx/prompt/': reply }
  const { client, sent } = scriptedPlatform(script, options)
  const found = await chatbots(client).get({ name: era === 'chatbot' ? 'my-bot' : 'my_bot' })
  return { bot: found, prompts: () => sent.filter(({ line }) => !/describe|version/.test(line)) }
}

/** Fails, and asks to be called again at once. */
const busy = (status: number) => () => new Response('', { status, headers: { 'retry-after-ms': '0' } })

/** A chatbot of the LLMClient generation whose status names this address. */
async function chatbotAt(urlLLMClient: string | null) {
  const script = { describe: () => llmClient('my_bot', { urlLLMClient }), '': () => answerDirectly(completion('Hello!')) }
  const { client, lines, sent } = scriptedPlatform(script)
  return { bot: await chatbots(client).get({ name: 'my_bot' }), sent, lines }
}

const answerOf = (era: (typeof eras)[number], body: unknown): object => (era === 'chatbot' ? answerByName(body) : answerDirectly(body))

describe('a prompt on the chatbot generation', () => {
  it('goes by name, in a session of its own', async () => {
    const { bot, prompts } = await chatbotOf('chatbot', () => answerByName(completion('Hello!')))
    expect(await bot.prompt('Hello, World!')).toBe('Hello!')
    expect(prompts()).toHaveLength(1)
    expect(prompts()[0]?.line).toMatch(/^POST \/cli\/chat\/my-bot\/\?uid=[\da-f-]{36}&new_session=true$/)
    expect(prompts()[0]?.body).toEqual({ prompt: 'Hello, World!', messages: [] })
  })

  it('escapes the name', async () => {
    const { client, lines } = scriptedPlatform({ '': () => answerByName(completion('Hi')) })
    const described = chatbot('a b/c?d') as { data: ConstructorParameters<typeof Chatbot>[1] }
    await new Chatbot(client, described.data).prompt('Hi')
    expect(lines()[0]).toMatch(/^POST \/cli\/chat\/a%20b%2Fc%3Fd\/\?uid=/)
  })
})

describe('a prompt on the LLMClient generation', () => {
  it('goes to the path of status.urlLLMClient, with a session key of its own', async () => {
    const { bot, prompts } = await chatbotOf('llmclient', () => answerDirectly(completion('Hello!')))
    expect(await bot.prompt('Hello, World!')).toBe('Hello!')
    expect(prompts().map(({ line }) => line)).toEqual(['POST /llm-clients/rMTAwMDAwNwx/prompt/'])
    expect(prompts()[0]?.body).toEqual({ session_key: expect.stringMatching(/^[\da-f]{64}$/), messages: [{ role: 'user', content: 'Hello, World!' }] })
  })

  it.each([
    'https://platform.smarter.sh/api/v1/llm-clients/rX/prompt/',
    'https://127.0.0.1:9357/api/v1/llm-clients/rX/prompt/',
    'http://127.0.0.1:9358/api/v1/llm-clients/rX/prompt/',
    'http://127.0.0.1:9357@evil.example/api/v1/llm-clients/rX/prompt/',
    '//evil.example/api/v1/llm-clients/rX/prompt/',
  ])('does not go to another origin, and names it: %s', async (address) => {
    const { bot, sent } = await chatbotAt(address)
    const { origin } = new URL(address, 'http://127.0.0.1')
    await expect(bot.prompt('Hi')).rejects.toThrow(ConfigurationError)
    await expect(bot.prompt('Hi')).rejects.toThrow(`Chatbot "my_bot" cannot be prompted: status.urlLLMClient lies at ${origin},`)
    expect(sent).toHaveLength(1)
  })

  it.each([
    ['a query, a fragment and a password', 'http://u:p@127.0.0.1:9357/api/v1/llm-clients/rX/prompt/?key=1#a', '/llm-clients/rX/prompt/'],
    ['a missing slash at the end', 'http://127.0.0.1:9357/api/v1/llm-clients/rX/prompt', '/llm-clients/rX/prompt/'],
    ['a path alone', '/api/v1/llm-clients/rX/prompt/', '/llm-clients/rX/prompt/'],
    ['the older last part of 0.14.0', 'http://127.0.0.1:9357/api/v1/llm-clients/rX/chat/', '/llm-clients/rX/chat/'],
    ['another base path', 'http://127.0.0.1:9357/v1/llm-clients/rX/prompt/', 'http://127.0.0.1:9357/v1/llm-clients/rX/prompt/'],
    ['a path of another shape', 'http://127.0.0.1:9357/api/v1/bots/r%7BX%7D/', '/bots/r%7BX%7D/'],
  ])('takes only the path of an address with %s', async (_name, address, path) => {
    const { bot, lines } = await chatbotAt(address)
    expect(await bot.prompt('Hi')).toBe('Hello!')
    expect(lines()[1]).toBe(`POST ${path}`)
  })

  it('says what to do about a manifest without an address', async () => {
    await expect((await chatbotAt(null)).bot.prompt('Hi')).rejects.toThrow('its manifest has no status.urlLLMClient; get it from the platform again')
  })

  it('says what to do about an address that is none', async () => {
    await expect((await chatbotAt('http://')).bot.prompt('Hi')).rejects.toThrow('status.urlLLMClient is "http://", which is no address')
  })

  it('reads JSON text in the way the client reads JSON', async () => {
    const { bot } = await chatbotOf('llmclient', () => answerDirectly(completion('Hello!')), { parseJson: (text) => JSON.parse(text.replaceAll('Hello', 'Ahoy')) })
    expect(await bot.prompt('Hi')).toBe('Ahoy!')
  })

  it('explains a body that is not JSON', async () => {
    const { bot } = await chatbotOf('llmclient', () => answerDirectly('<html>'))
    await expect(bot.prompt('Hi')).rejects.toThrow(ResponseParseError)
    await expect(bot.prompt('Hi')).rejects.toThrow('POST /llm-clients/{hashed_id}/prompt/ answered 200 with a body that is not JSON')
  })
})

describe.each(eras)('a prompt on the %s generation', (era) => {
  const says = async (body: unknown) => (await chatbotOf(era, () => answerOf(era, body))).bot

  it('gives the last words of the assistant, after tools were called', async () => {
    const messages = [
      { role: 'assistant', content: 'Let me look.', tool_calls: [{}] },
      { role: 'assistant', content: null, tool_calls: [{}] },
      { role: 'tool', content: '72F' },
      { role: 'assistant', content: 'It is warm.' },
      { role: 'smarter', content: 'charged' },
    ]
    expect(await (await says(completion('first', { smarter: { messages } }))).prompt('Hi')).toBe('It is warm.')
  })

  it('falls back to the first choice', async () => {
    expect(await (await says(completion('chosen', { smarter: { messages: [] } }))).prompt('Hi')).toBe('chosen')
    expect(await (await says(completion('chosen', { smarter: null }))).prompt('Hi')).toBe('chosen')
  })

  it('gives an empty answer as it is', async () => {
    expect(await (await says(completion(''))).prompt('Hi')).toBe('')
  })

  it('gives the full answer when verbose', async () => {
    const body = completion('Hello!', { usage: { total_tokens: 49 } })
    const answer = await (await says(body)).prompt('Hi', { verbose: true })
    expect(answer).toMatchObject({ text: 'Hello!', session_key: expect.stringMatching(/^[\da-f]{64}$/), body, envelope: { api: 'smarter.sh/v1' } })
  })

  it('says how to see an answer without text', async () => {
    const bot = await says(completion(null))
    await expect(bot.prompt('Hi')).rejects.toThrow(/without text; the option verbose gives what it answered/)
    expect((await bot.prompt('Hi', { verbose: true })).text).toBeNull()
  })

  it.each([null, 7, undefined])('explains an answer whose completion is %j', async (body) => {
    const bot = (await chatbotOf(era, () => (era === 'chatbot' ? answerByName(body) : { data: { body }, api: 'smarter.sh/v1' }))).bot
    await expect(bot.prompt('Hi')).rejects.toThrow(/answered 200 without a chat completion/)
  })

  it('explains an answer without an envelope', async () => {
    const bot = (await chatbotOf(era, () => new Response(''))).bot
    await expect(bot.prompt('Hi')).rejects.toThrow(ResponseParseError)
  })

  const trace = 'Traceback (most recent call last):\n  File "/srv/secret.py", line 1\nopenai.RateLimitError: quota exceeded'
  it.each([
    ['an id', completion('Quota exceeded.\nMore.', { id: 'error_response' }), 'Quota exceeded.'],
    ['a fingerprint', completion('Bad key.', { system_fingerprint: 'error_response_401' }), 'Bad key.'],
    ['a note', completion('Fine', { smarter: { messages: [{ role: 'smarter_error', content: trace }] } }), 'openai.RateLimitError: quota exceeded'],
    ['an id and a traceback', completion(trace, { id: 'error_response' }), 'openai.RateLimitError: quota exceeded'],
    ['an id and no words', completion(null, { id: 'error_response', choices: [], smarter: {} }), 'it gave no reason'],
  ])('raises the provider\'s failure, told by %s inside a 200', async (_name, body, words) => {
    const error: unknown = await (await says(body)).prompt('Hi').catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ProviderError)
    const { message, status, retryable, ...rest } = error as ProviderError
    expect(message).toBe(`${rest.route} answered 200, but the language model failed: ${words}`)
    expect({ status, retryable }).toEqual({ status: 200, retryable: false })
    expect(JSON.stringify(rest.body)).toContain('smarter.sh/v1')
  })

  it('raises the failure that servers up to 0.12 put beside a status', async () => {
    const error = { request_meta_data: {}, error: 'UnauthorizedError', description: 'Incorrect key provided.' }
    const direct = { data: { statusCode: 401, error }, api: 'smarter.sh/v1' }
    const { bot } = await chatbotOf(era, () => (era === 'chatbot' ? { data: { response: direct } } : direct))
    await expect(bot.prompt('Hi')).rejects.toThrow(ProviderError)
    await expect(bot.prompt('Hi')).rejects.toThrow('answered 200, but the language model failed: Incorrect key provided.')
  })

  it.each([500, 502, 503])('is sent once when the server fails with %i, and in no second way', async (status) => {
    const { bot, prompts } = await chatbotOf(era, () => failure(status, 'OperationalError', 'gone away'), { maxRetries: 3 })
    await expect(bot.prompt('Hi')).rejects.toThrow(InternalServerError)
    expect(prompts()).toHaveLength(1)
  })

  it('is sent once when the connection breaks', async () => {
    const reset = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET', message: 'read ECONNRESET' } })
    const { bot, prompts } = await chatbotOf(era, () => Promise.reject(reset), { maxRetries: 3 })
    await expect(bot.prompt('Hi')).rejects.toThrow(/ECONNRESET/)
    expect(prompts()).toHaveLength(1)
  })

  it.each([
    ['nothing was sent', () => Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED', message: 'connect' } }))],
    ['the server is busy', busy(429)],
  ])('is sent again with the same idempotency key when %s', async (_name, reply) => {
    const { bot, prompts } = await chatbotOf(era, [reply, () => answerOf(era, completion('Hello!'))], { maxRetries: 1 })
    vi.useFakeTimers()
    const answer = bot.prompt('Hi')
    await vi.runAllTimersAsync()
    expect(await answer).toBe('Hello!')
    const keys = prompts().map(({ headers }) => headers.get('idempotency-key'))
    expect(keys).toEqual([expect.any(String), keys[0]])
  })

  it('is repeated after a failure when the caller says so', async () => {
    const { bot, prompts } = await chatbotOf(era, [busy(503), () => answerOf(era, completion('Hello!'))], { maxRetries: 1, retryUnsafe: true })
    expect(await bot.prompt('Hi')).toBe('Hello!')
    expect(prompts()).toHaveLength(2)
  })

  it('explains a login wall', async () => {
    const { bot } = await chatbotOf(era, () => new Response(null, { status: 302, headers: { location: '/login/?next=/api/v1/' } }))
    await expect(bot.prompt('Hi')).rejects.toThrow(AuthenticationError)
    await expect(bot.prompt('Hi')).rejects.toThrow(/the key is missing or not accepted/)
  })

  it('explains a chatbot that demands a key', async () => {
    const { bot } = await chatbotOf(era, () => Response.json({ message: 'Forbidden. Please provide a valid API key.' }, { status: 403 }))
    await expect(bot.prompt('Hi')).rejects.toThrow(PermissionDeniedError)
    await expect(bot.prompt('Hi')).rejects.toThrow(/Please provide a valid API key/)
  })

  it('says when the chatbot has been deleted', async () => {
    const { bot } = await chatbotOf(era, () => (era === 'chatbot' ? missing() : Response.json({}, { status: 404 })))
    await expect(bot.prompt('Hi')).rejects.toThrow(NotFoundError)
  })

  it.each(['', ' \n', undefined, {}])('refuses the text %j before anything is sent', async (text) => {
    const { bot, prompts } = await chatbotOf(era, () => ({}))
    await expect(bot.prompt(text as string)).rejects.toThrow(ConfigurationError)
    expect(prompts()).toHaveLength(0)
  })
})

describe('promptChatbot', () => {
  it('finds the chatbot and prompts it, and sends an idempotency key with the prompt alone', async () => {
    const { client, sent } = scriptedPlatform({ describe: () => llmClient(), prompt: () => answerDirectly(completion('Hello!')) })
    expect(await promptChatbot(client, { name: 'my_bot', prompt: 'Hi' }, { idempotencyKey: 'mine' })).toBe('Hello!')
    expect(sent.map(({ headers }) => headers.get('idempotency-key') === 'mine')).toEqual([false, true])
  })
})
