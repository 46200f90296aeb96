import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { ClientOptions } from '@smarter-api/core'
import { APIUserAbortError, Chatbot, InternalServerError } from './index.js'
import { answerByName, answerDirectly, chatbot, completion, deferred, llmClient, type Sent, scriptedPlatform } from './testing/scripted-platform.js'

const eras = ['chatbot', 'llmclient'] as const
type Era = (typeof eras)[number]
type Body = { prompt?: string; session_key?: string; messages: { role: string; content: string }[] }

const key = (letter: string): string => letter.repeat(64)
const answerOf = (era: Era, text: string): object => (era === 'chatbot' ? answerByName(completion(text), key('b')) : answerDirectly(completion(text)))
const bodyOf = (sent: Sent | undefined): Body => (sent?.body ?? {}) as Body
const saidIn = (sent: Sent): string | undefined => bodyOf(sent).prompt ?? bodyOf(sent).messages.at(-1)?.content

function chatbotOf(era: Era, reply: (sent: Sent) => object | Promise<object>, options?: ClientOptions) {
  const platform = scriptedPlatform({ '': reply }, options)
  const described = (era === 'chatbot' ? chatbot() : llmClient()) as { data: ConstructorParameters<typeof Chatbot>[1] }
  return { ...platform, bot: new Chatbot(platform.client, described.data) }
}

describe('a conversation on the chatbot generation', () => {
  it('starts afresh under a uid of its own and keeps the session key that the server gives', async () => {
    const { bot, sent } = chatbotOf('chatbot', () => answerOf('chatbot', 'Hello!'))
    const conversation = bot.conversation()
    expect(conversation.session_key).toBeUndefined()
    await conversation.prompt('One')
    await conversation.prompt('Two')
    expect(sent.map(({ line }) => line)).toEqual([
      `POST /cli/chat/my-bot/?uid=${conversation.uid}&new_session=true`,
      `POST /cli/chat/my-bot/?uid=${conversation.uid}&new_session=false`,
    ])
    expect(sent.map((request) => bodyOf(request).session_key)).toEqual([undefined, key('b')])
  })

  it('starts afresh again when the first turn failed', async () => {
    const { bot, lines } = chatbotOf('chatbot', () => new Response('', { status: 500 }))
    const conversation = bot.conversation()
    await conversation.prompt('One').catch(() => undefined)
    await conversation.prompt('Two').catch(() => undefined)
    expect(lines().every((line) => line.endsWith('new_session=true'))).toBe(true)
  })

  it('goes on by its uid when the server gives no session key', async () => {
    const { bot, lines } = chatbotOf('chatbot', () => ({ data: { response: { data: { body: completion('Hello!') } } } }))
    const conversation = bot.conversation()
    await conversation.prompt('One')
    await conversation.prompt('Two')
    expect(lines()[1]).toBe(`POST /cli/chat/my-bot/?uid=${conversation.uid}&new_session=false`)
  })
})

describe('a conversation on the LLMClient generation', () => {
  it('makes a session key of its own and keeps it', async () => {
    const { bot, sent } = chatbotOf('llmclient', () => answerOf('llmclient', 'Hello!'))
    const conversation = bot.conversation()
    await conversation.prompt('One')
    await conversation.prompt('Two')
    expect(conversation.session_key).toMatch(/^[\da-f]{64}$/)
    expect(sent.map((request) => bodyOf(request).session_key)).toEqual([conversation.session_key, conversation.session_key])
  })
})

describe.each(eras)('a conversation on the %s generation', (era) => {
  it('sends nothing until it is prompted', () => {
    const { bot, sent } = chatbotOf(era, () => ({}))
    bot.conversation()
    expect(sent).toHaveLength(0)
  })

  it('mixes with no other conversation', () => {
    const { bot } = chatbotOf(era, () => ({}))
    const [one, two] = [bot.conversation(), bot.conversation()]
    expect(one.uid).not.toBe(two.uid)
    if (era === 'llmclient') expect(one.session_key).not.toBe(two.session_key)
  })

  it('remembers what was said and sends it along, for servers that have forgotten', async () => {
    const { bot, sent } = chatbotOf(era, () => answerOf(era, 'Hello!'))
    const conversation = bot.conversation()
    await conversation.prompt('One')
    const said = [
      { role: 'user', content: 'One' },
      { role: 'assistant', content: 'Hello!' },
    ]
    expect(conversation.history).toEqual(said)
    await conversation.prompt('Two')
    const expected = era === 'chatbot' ? said : [...said, { role: 'user', content: 'Two' }]
    expect(bodyOf(sent[1]).messages).toEqual(expected)
  })

  it('sends turns that start together one after another, in their order', async () => {
    let running = 0
    const { bot, sent } = chatbotOf(era, async (request) => {
      expect(++running).toBe(1)
      await Promise.resolve()
      running--
      return answerOf(era, `Answer to ${saidIn(request)}`)
    })
    const conversation = bot.conversation()
    const answers = await Promise.all(['One', 'Two', 'Three'].map((text) => conversation.prompt(text)))
    expect(answers).toEqual(['Answer to One', 'Answer to Two', 'Answer to Three'])
    expect(sent.map(saidIn)).toEqual(['One', 'Two', 'Three'])
    expect(conversation.history).toHaveLength(6)
  })

  it('sends the next turn although one failed, and remembers nothing of the failed one', async () => {
    const { bot } = chatbotOf(era, (request) => (saidIn(request) === 'One' ? new Response('', { status: 500 }) : answerOf(era, 'Hello!')))
    const conversation = bot.conversation()
    const [one, two] = await Promise.allSettled([conversation.prompt('One'), conversation.prompt('Two')])
    expect(one).toMatchObject({ status: 'rejected', reason: expect.any(InternalServerError) })
    expect(two).toEqual({ status: 'fulfilled', value: 'Hello!' })
    expect(conversation.history.map(({ content }) => content)).toEqual(['Two', 'Hello!'])
  })

  it('lets a waiting turn be aborted at once, without sending it and without letting later turns overtake', async () => {
    const arrived = deferred<void>()
    const answer = deferred<object>()
    const { bot, sent } = chatbotOf(era, (request) => {
      arrived.resolve()
      return saidIn(request) === 'One' ? answer.promise : answerOf(era, 'Hello!')
    })
    const conversation = bot.conversation()
    const controller = new AbortController()
    const one = conversation.prompt('One')
    const two = conversation.prompt('Two', { signal: controller.signal })
    const three = conversation.prompt('Three')
    await arrived.promise
    controller.abort()
    await expect(two).rejects.toThrow(APIUserAbortError)
    expect(sent.map(saidIn)).toEqual(['One'])
    answer.resolve(answerOf(era, 'First'))
    expect(await Promise.all([one, three])).toEqual(['First', 'Hello!'])
    expect(sent.map(saidIn)).toEqual(['One', 'Three'])
  })

  it('does not wait with a turn whose signal has aborted before, and leaves no listener on signals', async () => {
    const answer = deferred<object>()
    const { bot, sent } = chatbotOf(era, () => answer.promise)
    const conversation = bot.conversation()
    const { signal } = new AbortController()
    const one = conversation.prompt('One', { signal })
    await expect(conversation.prompt('Two', { signal: AbortSignal.abort() })).rejects.toThrow(APIUserAbortError)
    answer.resolve(answerOf(era, 'Hello!'))
    await one
    expect(sent).toHaveLength(1)
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  it('goes on from its own JSON, which holds no key', async () => {
    const { bot, sent } = chatbotOf(era, () => answerOf(era, 'Hello!'), { apiKey: 'secret-key' })
    const conversation = bot.conversation()
    await conversation.prompt('One')
    const stored = JSON.stringify(conversation)
    expect(stored).not.toContain('secret-key')
    const resumed = bot.conversation(JSON.parse(stored))
    await resumed.prompt('Two')
    const { session_key, messages } = bodyOf(sent[1])
    expect(session_key).toBe(conversation.session_key)
    expect(messages.slice(0, 2)).toEqual(conversation.history)
    if (era === 'chatbot') expect(sent[1]?.line).toContain(`uid=${conversation.uid}&new_session=false`)
  })

  it('takes a uid and a session key that the caller chose', async () => {
    const { bot, sent } = chatbotOf(era, () => answerOf(era, 'Hello!'))
    await bot.conversation({ uid: 'device-7', session_key: key('c') }).prompt('One')
    expect(bodyOf(sent[0]).session_key).toBe(key('c'))
    if (era === 'chatbot') expect(sent[0]?.line).toContain('uid=device-7&new_session=false')
  })
})

const config = (session_key: unknown): object => ({ api: 'smarter.sh/v1', metadata: {}, data: { session_key, chatbot: { name: 'my_bot' }, history: { chat_history: [] } } })

describe('the config of a conversation', () => {
  it('begins the conversation on the chatbot generation, under the key that the server gives', async () => {
    const { bot, sent } = chatbotOf('chatbot', ({ line }) => (line.includes('config') ? config(key('c')) : answerOf('chatbot', 'Hello!')))
    const conversation = bot.conversation()
    expect((await conversation.config()).chatbot?.name).toBe('my_bot')
    expect(conversation.session_key).toBe(key('c'))
    await conversation.prompt('One')
    await conversation.config()
    const { uid } = conversation
    expect(sent.map(({ line, body }) => [line, (body as Body | undefined)?.session_key])).toEqual([
      [`POST /cli/chat/config/my-bot/?uid=${uid}&new_session=true`, undefined],
      [`POST /cli/chat/my-bot/?uid=${uid}&new_session=false`, key('c')],
      [`POST /cli/chat/config/my-bot/?uid=${uid}&new_session=false`, key('b')],
    ])
  })

  it('is asked for by name on the LLMClient generation, where the way by id is for browsers', async () => {
    const { bot, sent } = chatbotOf('llmclient', () => config(key('c')))
    const conversation = bot.conversation({ session_key: key('a') })
    await conversation.config()
    expect(sent[0]?.line).toBe(`POST /cli/prompt/config/my_bot/?uid=${conversation.uid}&new_session=false`)
    expect(sent[0]?.body).toEqual({ session_key: key('a') })
    expect(conversation.session_key).toBe(key('c'))
  })

  it('waits for the turns before it', async () => {
    const { bot, lines } = chatbotOf('llmclient', ({ line }) => (line.includes('config') ? config(key('a')) : answerOf('llmclient', 'Hello!')))
    const conversation = bot.conversation()
    await Promise.all([conversation.prompt('One'), conversation.config(), conversation.prompt('Two')])
    expect(lines().map((line) => line.includes('config'))).toEqual([false, true, false])
  })

  it.each([undefined, null, 7])('is refused with the session key %j', async (session_key) => {
    const { bot } = chatbotOf('llmclient', () => config(session_key))
    await expect(bot.conversation().config()).rejects.toThrow('Chatbot "my_bot" answered without a session key. Check baseURL.')
  })

  it.each([
    ['a login wall', () => new Response(null, { status: 302, headers: { location: '/login/?next=/' } }), 'the platform asks for a login'],
    ['the CSRF check', () => new Response('<h1>CSRF verification failed.</h1>', { status: 403 }), 'the CSRF check refused the request; the route takes browser sessions, not keys'],
  ])('explains %s', async (_, reply, words) => {
    const { bot } = chatbotOf('llmclient', reply)
    await expect(bot.conversation().config()).rejects.toThrow(words)
  })
})
