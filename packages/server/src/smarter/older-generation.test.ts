import { describe, expect, it } from 'vitest'
import { connectSmarter, origin } from '../testing/connect.js'
import { chatbot, plugin, errorOf, chatBodyOf, textOf, older } from '../testing/with-chatbot.js'

describe('the older generation', () => {
  it('keeps names as typed and puts the thing at the top of the envelope', async () => {
    const { ask } = await older()
    const answer = await ask('POST /cli/describe/{kind}/', { kind: 'chatbot' }, undefined, '?name=My-Bot')
    expect(answer).toMatchObject({ thing: 'Chatbot', metadata: { command: 'describe' }, data: { kind: 'Chatbot', metadata: { name: 'My-Bot' } } })
    expect(answer.data.status).toMatchObject({ scheme: 'http', sandboxUrl: `${origin}/api/v1/chatbots/1/`, urlChatbot: `${origin}/api/v1/chatbots/1/chat/` })
    expect(answer.data.status).not.toHaveProperty('urlLLMClient')
  })

  it('applies without data, and takes YAML under the label of JSON', async () => {
    const { ask, send } = connectSmarter({ era: 'chatbot' })
    expect(await ask('POST /cli/apply/', {}, plugin)).not.toHaveProperty('data')
    const yaml = 'apiVersion: smarter.sh/v1\nkind: Secret\nmetadata: {name: s, description: null, version: null}\nspec: {config: {value: x}}\n'
    expect((await send('POST /cli/apply/', yaml)).status).toBe(200)
  })

  it('answers 400 to invalid manifests and unknown kinds, and 404 to missing things', async () => {
    const { send } = await older()
    expect((await send('POST /cli/apply/', chatbot('Chatbot', 'b', { defaultTemperature: 7 }))).status).toBe(400)
    expect((await send('POST /cli/apply/', chatbot('LLMClient', 'b'))).status).toBe(400)
    expect(errorOf(await send('POST /cli/describe/llmclient/?name=b'))).toMatchObject({ status: 400, errorClass: 'SAMBadRequestError' })
    const missing = errorOf(await send('POST /cli/describe/chatbot/?name=none'))
    expect(missing).toMatchObject({ status: 404, errorClass: 'str' })
    expect(missing).not.toHaveProperty('thing')
  })

  it('prompts by name with the body as an object, and remembers the device', async () => {
    const { chat } = await older()
    const first = await chat('First')
    expect(first.request.messages?.map(({ role }) => role)).toEqual(['system', 'assistant', 'user'])
    expect(first.response.data.body).toBeTypeOf('object')
    expect(chatBodyOf(first.response.data.body).metadata).toHaveProperty('max_tokens', 2048)
    const second = await chat('Second')
    expect(second.request.session_key).toBe(first.request.session_key)
    expect(textOf(second.response.data.body)).toContain('This is turn 2')
  })

  it('starts afresh for another uid, another chatbot or a new session, and follows a session key', async () => {
    const { ask, chat } = await older()
    const first = await chat('First')
    const turn = async (query: string, body: object = {}) => /turn (\d)/.exec(textOf((await chat('Next', query, body)).response.data.body))?.[1]
    expect(await turn('?uid=you')).toBe('1')
    expect(await turn('?uid=me&new_session=true')).toBe('1')
    expect(await turn('?uid=else', { session_key: first.request.session_key })).toBe('2')
    await ask('POST /cli/apply/', {}, chatbot('Chatbot', 'other'))
    const other = await ask('POST /cli/chat/config/{name}/', { name: 'other' }, undefined, '?uid=me')
    const same = await ask('POST /cli/chat/config/{name}/', { name: 'My-Bot' }, undefined, '?uid=me')
    expect(other.data.session_key).not.toBe(same.data.session_key)
  })

  it('prompts by number with the body as JSON text', async () => {
    const { ask } = await older()
    const config = await ask('POST /chatbots/{chatbot_id}/chat/config/', { chatbot_id: '1' })
    const body = { session_key: config.data.session_key, messages: [{ role: 'user', content: 'Hi' }] }
    const answer = await ask('POST /chatbots/{chatbot_id}/chat/', { chatbot_id: '1' }, body)
    expect(answer.thing).toBe('Chatbot')
    expect(textOf(answer.data.body)).toContain('"Hi"')
  })

  it('answers 500 by name and a mapped status by number when the model fails', async () => {
    const { send } = await older({ defaultModel: 'fail-429' })
    const byName = await send('POST /cli/chat/My-Bot/?uid=me', { prompt: 'Hi' })
    expect([byName.status, errorOf(byName).description]).toEqual([500, expect.stringContaining('Prompt response error') as unknown])
    const byNumber = await send('POST /chatbots/1/chat/', { messages: [{ role: 'user', content: 'Hi' }] })
    expect(byNumber).toMatchObject({ status: 413, body: { data: { statusCode: 413, error: { error: 'InternalServerError' } } } })
  })

  it('tells who is asking in snake case, and has no routes of the newer generation', async () => {
    const { ask, send } = await older()
    expect((await ask('POST /cli/whoami/')).data).toMatchObject({ user: { first_name: '' }, account: { account_number: expect.any(String) as unknown } })
    expect((await ask('POST /cli/version/')).data.api.version).toBe('0.10.21')
    for (const route of ['/cli/prompt/My-Bot/?uid=me', '/llm-clients/rMTAwMDAwMQx/prompt/', '/cli/json-schema/chatbot/']) {
      expect((await send(`POST ${route}`, { prompt: 'x' })).status).toBe(404)
    }
    expect((await ask('POST /cli/schema/{kind}/', { kind: 'chatbot' })).metadata.command).toBe('schema')
    expect((await ask('POST /cli/example_manifest/{kind}/', { kind: 'chatbot' })).data.kind).toBe('Chatbot')
  })
})
