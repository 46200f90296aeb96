import { describe, expect, it } from 'vitest'
import { connectSmarter } from '../testing/connect.js'
import { errorOf } from '../testing/with-chatbot.js'

const route = 'POST /prompts/passthrough/openai/'
const chat = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] }

describe('the passthrough', () => {
  it('gives the completion at the top of the envelope, whose metadata takes the place of its own', async () => {
    const { send } = connectSmarter()
    const { status, body } = await send(route, { ...chat, metadata: { mine: 'yes' } })
    expect([status, body]).toMatchObject([200, { object: 'chat.completion', choices: [{ message: { role: 'assistant' } }], api: 'smarter.sh/v1' }])
    expect(body).toHaveProperty('metadata', { command: 'prompt', thing: 'Prompt' })
    expect(body).not.toHaveProperty('data')
  })

  it('cannot stream', async () => {
    const { send } = connectSmarter()
    expect((await send(route, { ...chat, stream: true })).body).toEqual({
      message: 'Response is not a ChatCompletion object',
      api: 'smarter.sh/v1',
      metadata: { command: 'prompt', thing: 'Prompt' },
    })
  })

  it('knows the providers that were applied', async () => {
    const { ask, send } = connectSmarter()
    expect((await send('POST /prompts/passthrough/example_provider/', chat)).status).toBe(400)
    await ask('POST /cli/apply/', {}, (await ask('POST /cli/example-manifest/{kind}/', { kind: 'provider' })).data)
    expect((await send('POST /prompts/passthrough/example_provider/', chat)).status).toBe(200)
  })

  it('answers 400 in the envelope to an unknown provider, a wrong parameter and any failure of the provider', async () => {
    const { send } = connectSmarter()
    expect(errorOf(await send('POST /prompts/passthrough/none/', chat)).description).toContain('no provider none')
    const bodies = [{ ...chat, temprature: 1 }, { ...chat, logprobs: true }, { ...chat, tool_choice: 'required' }, { ...chat, model: 'fail-429' }, { ...chat, model: 'fail-503' }]
    for (const body of bodies) expect(errorOf(await send(route, body))).toMatchObject({ status: 400, errorClass: 'SmarterValueError' })
  })

  it('answers 400 to what is no JSON: as a page, or as JSON to those who take it', async () => {
    const { send } = connectSmarter()
    const page = await send(route, '{')
    expect([page.status, page.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8'])
    expect(await send(route, '{', { accept: 'application/json' })).toMatchObject({ status: 400, body: { error: { status_code: 400 } } })
  })

  it('sends callers without a key to the login page, and is not there on the older generation', async () => {
    const { send } = connectSmarter({ apiKeys: ['right'] })
    expect((await send(route, chat)).headers.get('location')).toMatch(/^\/login\//)
    expect((await send(route, chat, { authorization: 'Token right' })).status).toBe(200)
    expect((await connectSmarter({ era: 'chatbot' }).send(route, chat)).status).toBe(404)
  })
})
