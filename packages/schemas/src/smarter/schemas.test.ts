import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type ChatBody, ErrorEnvelopeSchema, manifestAnswers, manifestKinds, manifestRequests, queries, requests, responses } from './index.js'

function paths(schema: v.GenericSchema<unknown, unknown>, value: unknown) {
  return (v.safeParse(schema, value).issues ?? []).map((issue) => v.getDotPath(issue))
}

const sessionKey = '9f2c4b7a1d3e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8'
const newer = { api: 'smarter.sh/v1', metadata: { command: 'prompt', thing: 'LLMClient' } }
const older = { api: 'smarter.sh/v1', thing: 'Chatbot', metadata: { key: sessionKey } }

const body: ChatBody = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_782_000_000,
  model: 'gpt-4o-mini',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Hello.' } }],
  smarter: {
    messages: [
      { role: 'smarter', content: 'Prompt configuration' },
      { role: 'assistant', content: null, tool_calls: [{ id: 'call_1' }] },
      { role: 'tool', content: '21 °C', tool_call_id: 'call_1', name: 'get_current_weather' },
      { role: 'assistant', content: 'Hello.' },
    ],
  },
}

const chatbot = {
  apiVersion: 'smarter.sh/v1',
  kind: 'Chatbot',
  metadata: { name: 'my-bot', description: null, version: '1.0.0' },
  spec: { config: { defaultModel: 'gpt-4o-mini', defaultTemperature: 0.5 } },
}

describe('envelopes', () => {
  it.each([newer, older])('of both generations pass: %j', (envelope) => {
    expect(paths(responses['POST /cli/describe/{kind}/'], { ...envelope, data: chatbot, message: 'Chatbot my-bot described' })).toEqual([])
  })

  it('of commands may have no data', () => {
    expect(paths(responses['POST /cli/apply/'], newer)).toEqual([])
    expect(paths(responses['POST /cli/deploy/{kind}/'], { ...older, message: 'deployed' })).toEqual([])
  })

  it('of other routes must have data', () => {
    expect(paths(responses['POST /cli/whoami/'], newer)).toEqual(['data'])
  })

  it('of errors pass with a number, a text or nothing as status', () => {
    const error = { errorClass: 'SAMBrokerErrorNotReady', description: null, stacktrace: null }
    for (const status of [503, '403', '']) expect(paths(ErrorEnvelopeSchema, { error: { ...error, status }, ...newer })).toEqual([])
    expect(paths(ErrorEnvelopeSchema, { error, message: 'not found' })).toEqual([])
  })
})

function direct(content: unknown) {
  return { ...newer, data: { isBase64Encoded: false, statusCode: 200, body: content } }
}

describe('prompts', () => {
  it('may answer with the body as an object or as JSON text', () => {
    expect(paths(responses['POST /llm-clients/{hashed_id}/prompt/'], direct(JSON.stringify(body)))).toEqual([])
    expect(paths(responses['POST /chatbots/{chatbot_id}/chat/'], direct(body))).toEqual([])
    expect(paths(responses['POST /chatbots/{chatbot_id}/chat/'], direct({ ...body, smarter: {} }))).toEqual(['data.body.smarter.messages'])
  })

  it('by name answer with an envelope inside an envelope', () => {
    const data = { request: { session_key: sessionKey, messages: [] }, response: { ...older, data: { statusCode: 200, body } } }
    expect(paths(responses['POST /cli/chat/{name}/'], { ...older, data })).toEqual([])
    expect(paths(responses['POST /cli/prompt/{name}/'], { ...newer, data: { ...data, response: { ...newer } } })).toEqual(['data.response.data'])
  })

  it('pass when the model failed, because that is answered with 200 too', () => {
    const failed = { ...body, id: 'error_response', system_fingerprint: 'error_response_1', smarter: { messages: [{ role: 'smarter_error', content: 'quota' }] } }
    const data = { statusCode: 200, body: failed }
    expect(paths(responses['POST /llm-clients/{hashed_id}/prompt/'], { ...newer, data })).toEqual([])
  })

  it('are refused with a malformed session key', () => {
    expect(paths(requests['POST /cli/chat/{name}/'], { prompt: 'Hi', session_key: 'abc' })).toEqual(['session_key'])
    expect(paths(requests['POST /cli/chat/{name}/'], { prompt: 'Hi', session_key: sessionKey.toUpperCase() })).toEqual([])
  })

  it('by id are refused without a message of a user', () => {
    const messages = [{ role: 'assistant', content: 'Hello' }]
    expect(paths(requests['POST /llm-clients/{hashed_id}/prompt/'], { messages })).toEqual(['messages'])
    expect(paths(requests['POST /llm-clients/{hashed_id}/prompt/'], { messages: [...messages, { role: 'user', content: 'Hi' }] })).toEqual([])
  })

  it('refuse fields and roles that are not known', () => {
    expect(paths(requests['POST /cli/prompt/{name}/'], { prompt: 'Hi', stream: true })).toEqual(['stream'])
    expect(paths(requests['POST /cli/prompt/{name}/'], { prompt: 'Hi', messages: [{ role: 'usr', content: 'Hi' }] })).toEqual(['messages.0.role'])
  })

  it('need a uid, and take new_session as a flag', () => {
    expect(v.parse(queries['POST /cli/prompt/{name}/'], { uid: 'a', new_session: 'true' })).toEqual({ uid: 'a', new_session: true })
    expect(paths(queries['POST /cli/prompt/{name}/'], { uid: '', new_session: 'yes' })).toEqual(['uid', 'new_session'])
  })

  it('begin with a config, with or without a session key', () => {
    expect(paths(requests['POST /cli/prompt/config/{name}/'], { session_key: '' })).toEqual([])
    expect(paths(responses['POST /cli/prompt/config/{name}/'], { ...newer, data: { session_key: sessionKey, chatbot: null, later: 1 } })).toEqual([])
  })
})

describe('whoami', () => {
  const user = { username: 'jdoe', email: null }

  it('passes in the spelling of newer and of older servers', () => {
    const data = { user: { ...user, firstName: '' }, account: { accountNumber: '1234-5678-9012' }, environment: 'prod' }
    expect(paths(responses['POST /cli/whoami/'], { ...newer, data })).toEqual([])
    const before = { user: { ...user, first_name: '' }, account: { account_number: '1234-5678-9012' }, environment: 'prod' }
    expect(paths(responses['POST /cli/whoami/'], { ...older, data: before })).toEqual([])
  })
})

function listed(kind: string, item: object) {
  const list = { apiVersion: 'smarter.sh/v1', kind, metadata: { count: 1 }, data: { titles: [{ name: 'name', type: 'CharField' }], items: [item] } }
  return paths(responses['POST /cli/get/{kind}/'], { ...newer, data: list })
}

describe('lists of manifests', () => {
  it.each([
    ['LLMClient', { name: 'a', url: 'https://a', dnsVerificationStatus: 'Verified', deployed: true, createdAt: 'x', updatedAt: 'x' }],
    ['Account', { accountNumber: '1234-5678-9012', companyName: 'Acme' }],
    ['Prompt', { id: '12', sessionKey: sessionKey, ipAddress: '::1', url: 'https://a', createdAt: 'x' }],
    ['Plugin', { name: 'a', pluginClass: 'static', version: '1.0.0', email: 'a@example.com' }],
    ['Provider', { name: 'a', later: 1 }],
    ['Robot', {}],
  ])('of kind %s pass by the columns of their kind', (kind, item) => {
    expect(listed(kind, item)).toEqual([])
  })

  it.each([
    ['LLMClient', { name: 'a', deployed: 'yes' }, 'deployed'],
    ['Chatbot', {}, 'name'],
    ['User', { id: 1 }, 'username'],
    ['Robot', { id: 'one' }, 'id'],
  ])('of kind %s fail by the columns of their kind: %j', (kind, item, column) => {
    expect(listed(kind, item)).toEqual([`data.data.items.0.${column}`])
  })
})

function describedAs(manifest: unknown) {
  return paths(responses['POST /cli/describe/{kind}/'], { ...newer, data: manifest })
}

describe('described manifests', () => {
  it('may have fields, words and kinds that are new', () => {
    expect(describedAs({ ...chatbot, spec: { ...chatbot.spec, memory: 'long', functions: ['dance'] }, extra: 1 })).toEqual([])
    expect(describedAs({ ...chatbot, kind: 'Robot', spec: {} })).toEqual([])
  })

  it('are checked by their kind', () => {
    expect(describedAs({ ...chatbot, spec: {} })).toEqual(['data.spec.config'])
    expect(describedAs({ ...chatbot, status: { deployed: 'yes' } })).toEqual(['data.status.deployed'])
    expect(describedAs({ ...chatbot, kind: 'Robot', spec: 1 })).toEqual(['data.spec'])
  })

  it.each(manifestKinds)('of kind %s say their kind, in both directions', (kind) => {
    const empty = { apiVersion: 'smarter.sh/v1', kind: 'Proxy', metadata: null, spec: null }
    expect(paths(manifestAnswers[kind], empty)).toContain('kind')
    expect(paths(manifestRequests[kind], { ...empty, kind })).not.toContain('kind')
  })
})
