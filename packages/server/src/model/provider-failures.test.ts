import { describe, expect, it } from 'vitest'
import { connectHumanloop, connectOpenAI, connectSmarter } from '../testing/connect.js'
import type { Sent } from '../testing/connect.js'
import { scriptedProvider } from '../testing/scripted-provider.js'
import type { ProviderExchange } from '../testing/scripted-provider.js'
import { chatbot, errorOf, textOf } from '../testing/with-chatbot.js'
import { providerKey } from '../testing/with-provider.js'
import { toHashedId } from '../smarter/names.js'
import type { Model } from './model.js'

const messages = [{ role: 'user', content: 'Hi' }]
const chat = { model: 'gpt-4o', messages }
const ownKey = 'sk-key-of-the-caller'

type Script = (exchange: ProviderExchange) => unknown

const silence: Script = () => undefined

const failures: [string, Script, number, RegExp, string?][] = [
  ['a wrong key', ({ fail }) => fail(401, { message: `Incorrect API key provided: ${providerKey}.`, code: 'invalid_api_key' }), 401, /^Incorrect API key provided: \[redacted\]/, 'invalid_api_key'],
  ['a refusal', ({ fail }) => fail(403, { message: `Not allowed for ${providerKey}.`, code: `no-${providerKey}` }), 403, /^Not allowed for \[redacted\]/, 'no-[redacted]'],
  ['a long prompt', ({ fail }) => fail(400, { message: 'This model has 8192 tokens.', code: 'context_length_exceeded', param: 'messages' }), 400, /8192/, 'context_length_exceeded'],
  ['a page', ({ fail }) => fail(502, `<html><body>Bad gateway ${providerKey}</body></html>`), 502, /^The provider at 127\.0\.0\.1:\d+ did not answer: status 502 with a page/, 'server_error'],
  ['a broken connection', ({ response }) => response.destroy(), 502, /^The provider at 127/, 'server_error'],
  ['silence', silence, 504, /^The provider at 127.*time/, 'server_error'],
]

async function withModel(script: Script): Promise<Model> {
  return (await scriptedProvider(script, script === silence ? { timeout: 300 } : {})).model
}

function expectNoKey(...answers: Sent[]): void {
  for (const { text, headers } of answers) expect(`${text}${JSON.stringify([...headers])}`).not.toContain(providerKey)
}

describe('a failure of the provider', () => {
  it.each(failures)('has the shapes of Humanloop: %s', async (_, script, status, words) => {
    const { send } = connectHumanloop({ model: await withModel(script) })
    const told = { messages, provider_api_keys: { openai: ownKey } }
    const bodies = [
      ['POST /prompts/call', { path: 'p', prompt: { model: 'm' }, ...told }],
      ['POST /agents/call', { path: 'a', agent: { model: 'm' }, ...told }],
    ] as const
    for (const [route, body] of bodies) {
      for (const stream of [false, true]) {
        const sent = await send(route, { ...body, stream })
        expect([sent.status, sent.body]).toEqual([status, { detail: { type: 'provider_error', code: status, message: expect.stringMatching(words) as unknown, origin: expect.stringMatching(/^127/) as unknown } }])
        expectNoKey(sent)
      }
    }
  })

  it.each(failures)("has OpenAI's shapes: %s", async (_, script, status, words, code) => {
    const { send } = connectOpenAI({ model: await withModel(script) })
    for (const stream of [false, true]) {
      for (const sent of [await send('POST /chat/completions', { ...chat, stream }), await send('POST /responses', { model: 'm', input: 'Hi', stream })]) {
        expect([sent.status, sent.body]).toMatchObject([status, { error: { message: expect.stringMatching(words) as unknown, code } }])
        expectNoKey(sent)
      }
    }
  })

  it.each(failures)("has the shapes of both of Smarter's generations: %s", async (_, script, status, words) => {
    const model = await withModel(script)
    const newer = connectSmarter({ model })
    await newer.ask('POST /cli/apply/', {}, chatbot('LLMClient', 'bot'))
    const made = await newer.send(`POST /llm-clients/${toHashedId(1)}/prompt/`, { messages })
    const body = JSON.parse((made.body as { data: { body: string } }).data.body) as { id: string }
    expect([made.status, body.id, textOf(body)]).toEqual([200, 'error_response', expect.stringMatching(words)])
    const passed = await newer.send('POST /prompts/passthrough/openai/', chat)
    expect([passed.status, errorOf(passed).description]).toEqual([400, expect.stringMatching(new RegExp(words.source.replace('^', '')))])
    const older = connectSmarter({ model, era: 'chatbot' })
    await older.ask('POST /cli/apply/', {}, chatbot('Chatbot', 'bot'))
    const mapped = await older.send('POST /chatbots/1/chat/', { messages })
    expect(mapped.status).toBe(status === 401 || status === 403 ? 401 : status >= 500 ? 500 : 400)
    expect(mapped.body).toMatchObject({ data: { error: { description: expect.stringMatching(words) as unknown } } })
    const named = await older.send('POST /cli/chat/bot/?uid=a', { prompt: 'Hi' })
    expect([named.status, errorOf(named).description]).toEqual([500, expect.stringContaining('Prompt response error: ')])
    expectNoKey(made, passed, mapped, named)
  })

  it('says how long to wait, wherever it is an error', async () => {
    const limited = await withModel(({ fail }) => fail(429, { message: 'Slow down.', code: 'rate_limit_exceeded' }, { 'retry-after-ms': '1500', 'retry-after': '7' }))
    const older = connectSmarter({ model: limited, era: 'chatbot' })
    await older.ask('POST /cli/apply/', {}, chatbot('Chatbot', 'bot'))
    const humanloop = connectHumanloop({ model: limited })
    const openai = connectOpenAI({ model: limited })
    const answers = [
      await humanloop.send('POST /prompts/call', { path: 'p', prompt: { model: 'm' }, messages }),
      await humanloop.send('POST /agents/call', { path: 'a', agent: { model: 'm' }, messages, stream: true }),
      await openai.send('POST /chat/completions', chat),
      await openai.send('POST /responses', { model: 'm', input: 'Hi', stream: true }),
      await connectSmarter({ model: limited }).send('POST /prompts/passthrough/openai/', chat),
      await older.send('POST /chatbots/1/chat/', { messages }),
      await older.send('POST /cli/chat/bot/?uid=a', { prompt: 'Hi' }),
    ]
    expect(answers.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual([429, 429, 429, 429, 400, 413, 500].map((status) => [status, '2']))
  })

  it('in the middle of a stream is an event of it, and is kept where Logs are kept', async () => {
    const model = await withModel(({ say, send, response }) => {
      say({ content: 'Hel' })
      send({ error: { message: `The key ${providerKey} is used up.`, code: 'insufficient_quota' } })
      response.end()
    })
    const humanloop = connectHumanloop({ model })
    const called = await humanloop.send('POST /prompts/call', { path: 'p', prompt: { model: 'm' }, messages, stream: true, log_id: 'mine' })
    expect(called.text).toContain('"error":"The key [redacted] is used up."')
    expect(await humanloop.ask('GET /logs/{id}', { id: 'mine' })).toMatchObject({ error: 'The key [redacted] is used up.' })
    const agent = await humanloop.send('POST /agents/call', { path: 'a', agent: { model: 'm' }, messages, stream: true, log_id: 'other' })
    expect(agent.text).toMatch(/"message":"The key \[redacted\] is used up\.","type":"agent_turn_error"/)
    const openai = connectOpenAI({ model })
    const chatted = await openai.send('POST /chat/completions', { ...chat, stream: true })
    expect(chatted.text).toContain('data: {"error":{"message":"The key [redacted] is used up."')
    expect(chatted.text).toContain('"code":"insufficient_quota"')
    const responded = await openai.send('POST /responses', { model: 'm', input: 'Hi', stream: true })
    expect(responded.text).toMatch(/event: response\.failed\n.*"error":\{"code":"insufficient_quota","message":"The key \[redacted\] is used up\."/)
    expectNoKey(called, agent, chatted, responded)
  })
})
