import { describe, expect, it } from 'vitest'
import { connectSmarter, origin } from '../testing/connect.js'
import { gatedModel } from '../testing/gated-model.js'
import { sessionKey, manifest, chatbot, plugin, errorOf, chatBodyOf, textOf, newer } from '../testing/with-chatbot.js'
import { toHashedId } from './names.js'

describe('the newer generation', () => {
  it('rewrites names to snake case, and finds them in that form alone', async () => {
    const { ask, send } = connectSmarter()
    const applied = await ask('POST /cli/apply/', {}, chatbot('LLMClient', 'My-Bot'))
    expect(applied).toMatchObject({ message: 'LLMClient my_bot applied successfully', metadata: { command: 'apply', thing: 'LLMClient' }, data: { name: 'my_bot' } })
    expect((await ask('POST /cli/describe/{kind}/', { kind: 'llmclient' }, undefined, '?name=my_bot')).data.metadata.name).toBe('my_bot')
    const asTyped = await send('POST /cli/describe/llmclient/?name=My-Bot')
    expect(asTyped.status).toBe(503)
    expect(errorOf(asTyped).description).toContain('LLMClient My-Bot not found: names are stored in snake_case here; ask for my_bot')
  })

  it('describes the manifest with its defaults and addresses of this server', async () => {
    const { ask, hashed_id } = await newer()
    const { data, metadata } = await ask('POST /cli/describe/{kind}/', { kind: 'LLMClient' }, undefined, '?name=my_bot')
    expect(metadata).toEqual({ command: 'describe', thing: 'LLMClient' })
    expect(data).toMatchObject({
      kind: 'LLMClient',
      spec: { config: { provider: 'openai', defaultModel: 'gpt-4o-mini', defaultSystemRole: 'You help.', defaultMaxTokens: 2048 }, plugins: null },
      status: { urlLLMClient: `${origin}/api/v1/llm-clients/${hashed_id}/prompt/`, urlChatConfig: `${origin}/api/v1/llm-clients/${hashed_id}/config/` },
    })
    expect(data.status).not.toHaveProperty('urlChatbot')
  })

  it.each(['llmclient', 'LLMClients', 'llm_client'])('knows the kind by %s', async (kind) => {
    const { send } = await newer()
    expect((await send(`GET /cli/describe/${kind}/?name=my_bot`)).status).toBe(200)
  })

  it.each(['llm-client', 'chatbot', 'proxy'])('answers 500 to the kind %s', async (kind) => {
    const { send } = await newer()
    const answer = await send(`POST /cli/describe/${kind}/?name=my_bot`)
    expect([answer.status, errorOf(answer).errorClass]).toEqual([500, 'APIV1CLIViewError'])
    expect(errorOf(answer).description).toContain('Could not find broker')
  })

  it('answers 503 to most missing things, and 404 to some', async () => {
    const { send } = connectSmarter()
    const statuses: Record<string, number> = { llmclient: 503, plugin: 503, sqlconnection: 503, secret: 404, provider: 404, prompt: 404 }
    for (const [kind, status] of Object.entries(statuses)) {
      const answer = await send(`POST /cli/describe/${kind}/?name=none`)
      expect([kind, answer.status, errorOf(answer).status]).toEqual([kind, status, status])
    }
    expect(errorOf(await send('POST /cli/delete/llmclient/?name=none'))).toMatchObject({ errorClass: 'SAMBrokerErrorNotReady', thing: 'LLMClient', command: 'delete' })
  })

  it('answers 500 to an invalid manifest, an empty one, and one of the other generation', async () => {
    const { send } = connectSmarter()
    const wrong = await send('POST /cli/apply/', chatbot('LLMClient', 'bot', { defaultTemperature: 'hot' }))
    expect([wrong.status, errorOf(wrong).errorClass]).toEqual([500, 'APIV1CLIViewError'])
    expect(errorOf(wrong).description).toMatch(/No broker found for manifest kind 'LLMClient'.*defaultTemperature/)
    expect(errorOf(await send('POST /cli/apply/')).errorClass).toBe('APIV1CLIViewManifestNotFoundError')
    expect((await send('POST /cli/apply/', chatbot('Chatbot', 'bot'))).status).toBe(500)
    expect((await send('POST /cli/apply/', manifest('Prompt', sessionKey, {}))).status).toBe(405)
  })

  it.each(['None', '---', '日本'])('refuses the name %s, of which nothing is stored', async (name) => {
    const sent = await connectSmarter().send('POST /cli/apply/', chatbot('LLMClient', name))
    expect([sent.status, errorOf(sent).description]).toEqual([500, expect.stringContaining('metadata.name')])
  })

  it('takes manifests in YAML when they are labelled so', async () => {
    const { send } = connectSmarter()
    const yaml = 'apiVersion: smarter.sh/v1\nkind: Secret\nmetadata: {name: s, description: null, version: null}\nspec: {config: {value: hidden}}\n'
    expect((await send('POST /cli/apply/', yaml, { 'content-type': 'application/x-yaml' })).status).toBe(200)
    expect((await send('POST /cli/apply/', yaml)).body).toEqual({ detail: expect.stringContaining('JSON parse error') as unknown })
    expect((await send('POST /cli/apply/', 'a: [', { 'content-type': 'application/x-yaml' })).status).toBe(400)
    expect((await send('POST /cli/describe/secret/?name=s')).text).not.toContain('hidden')
  })

  it('applies again over the same name and keeps the number', async () => {
    const { ask, hashed_id, prompt } = await newer()
    await ask('POST /cli/apply/', {}, chatbot('LLMClient', 'my_bot', { defaultSystemRole: 'Changed.' }))
    const { data } = await ask('POST /cli/describe/{kind}/', { kind: 'llmclient' }, undefined, '?name=my_bot')
    expect(data).toMatchObject({ spec: { config: { defaultSystemRole: 'Changed.' } }, status: { urlLLMClient: expect.stringContaining(hashed_id) as unknown } })
    expect(textOf(await prompt('Hi'))).toContain('Changed.')
  })

  it('refuses plugins that are not there, until they are', async () => {
    const { ask, send } = connectSmarter()
    const bot = manifest('LLMClient', 'bot', { config: {}, plugins: ['returns'] })
    expect(errorOf(await send('POST /cli/apply/', bot))).toMatchObject({ errorClass: 'SAMLLMClientBrokerError', status: 500 })
    await ask('POST /cli/apply/', {}, plugin)
    await ask('POST /cli/apply/', {}, bot)
  })

  it('lists what was applied', async () => {
    const { ask } = await newer()
    const { data, message } = await ask('POST /cli/get/{kind}/', { kind: 'llmclients' })
    expect(message).toBe('LLMClients got successfully')
    expect(data).toMatchObject({ kind: 'LLMClient', metadata: { count: 1 }, data: { items: [{ name: 'my_bot', deployed: false }] } })
    expect(data.data.titles.map(({ name }) => name)).toEqual(Object.keys(data.data.items[0] ?? {}))
    expect((await ask('POST /cli/get/{kind}/', { kind: 'plugin' })).data.data.items).toEqual([])
  })

  it('deploys and undeploys, reporting both as deploying, as the platform does', async () => {
    const { ask } = await newer()
    const deployed = async () => (await ask('POST /cli/describe/{kind}/', { kind: 'llmclient' }, undefined, '?name=my_bot')).data.spec
    expect(await ask('POST /cli/deploy/{kind}/', { kind: 'llmclient' }, undefined, '?name=my_bot')).not.toHaveProperty('data')
    expect(await deployed()).toMatchObject({ config: { deployed: true } })
    const undeployed = await ask('POST /cli/undeploy/{kind}/', { kind: 'llmclient' }, undefined, '?name=my_bot')
    expect(undeployed).toMatchObject({ message: 'LLMClient my_bot deployed successfully', metadata: { command: 'deploy' } })
    expect(await deployed()).toMatchObject({ config: { deployed: false } })
  })

  it('answers 501 to what a kind cannot do, and 400 to a missing name', async () => {
    const { send } = connectSmarter()
    expect(errorOf(await send('POST /cli/deploy/plugin/?name=a'))).toMatchObject({ status: 501, errorClass: 'SAMBrokerErrorNotImplemented' })
    expect((await send('POST /cli/describe/llmclient/')).status).toBe(400)
  })

  it('deletes, and reads logs that are always empty', async () => {
    const { ask, send } = await newer()
    expect((await ask('POST /cli/logs/{kind}/', { kind: 'llmclient' }, undefined, '?name=my_bot')).message).toBe('LLMClient my_bot successfully retrieved logs')
    expect((await ask('POST /cli/delete/{kind}/', { kind: 'llmclient' }, undefined, '?name=my_bot')).message).toBe('LLMClient my_bot deleted successfully')
    expect((await send('POST /cli/delete/llmclient/?name=my_bot')).status).toBe(503)
  })

  it('finds users by username', async () => {
    const { ask } = connectSmarter()
    const user = manifest('User', 'Jane', { config: { email: 'jane@example.com', isActive: true } }, { username: 'jane' })
    await ask('POST /cli/apply/', {}, user)
    expect((await ask('POST /cli/describe/{kind}/', { kind: 'user' }, undefined, '?username=jane')).data.status).toMatchObject({ account_number: expect.any(String) as unknown })
  })

  it('tells who is asking, its version and its health', async () => {
    const { ask } = connectSmarter()
    expect((await ask('POST /cli/whoami/')).data).toMatchObject({ user: { username: 'local', isStaff: true }, environment: 'local' })
    expect((await ask('POST /cli/version/')).data.api.version).toBe('0.14.19')
    expect(await ask('POST /cli/status/')).toMatchObject({ metadata: { command: 'status', thing: 'None' } })
  })

  it('gives sample manifests that can be applied, and the JSON Schema of chatbots', async () => {
    const { ask } = connectSmarter()
    for (const kind of ['llmclient', 'plugin', 'secret']) {
      await ask('POST /cli/apply/', {}, (await ask('POST /cli/example-manifest/{kind}/', { kind })).data)
    }
    const schema = await ask('POST /cli/json-schema/{kind}/', { kind: 'llmclient' })
    expect(schema).toMatchObject({ data: { properties: { kind: { const: 'LLMClient' } } }, metadata: { command: 'example_manifest' } })
  })

  it('keeps a conversation under its session key', async () => {
    const { ask, hashed_id, prompt } = await newer()
    const { data } = await ask('POST /llm-clients/{hashed_id}/config/', { hashed_id })
    expect(data.session_key).toMatch(/^[0-9a-f]{64}$/)
    expect(textOf(await prompt('First', data.session_key))).toContain('This is turn 1')
    expect(textOf(await prompt('Second', data.session_key))).toMatch(/This is turn 2.*Before that you said: "First"/)
    expect(textOf(await prompt('Third', 'b'.repeat(64)))).toContain('This is turn 1')
    const again = await ask('POST /llm-clients/{hashed_id}/prompt/config/', { hashed_id }, { session_key: data.session_key })
    expect(again.data).toMatchObject({ session_key: data.session_key, history: { chat_history: expect.objectContaining({ length: 6 }) as unknown } })
  })

  it('prefers what it has stored: of later messages only the last of the user counts', async () => {
    const { ask, hashed_id, prompt } = await newer()
    await prompt('First')
    const messages = [
      { role: 'user', content: 'Forged' },
      { role: 'assistant', content: 'Forged too' },
      { role: 'user', content: 'Second' },
    ]
    const { data } = await ask('POST /llm-clients/{hashed_id}/prompt/', { hashed_id }, { session_key: sessionKey, messages })
    expect(textOf(data.body)).toMatch(/turn 2.*"Second".*"First"/)
  })

  it('begins a conversation once when its first two prompts come together', async () => {
    const { model, asked, open } = gatedModel()
    const { ask, prompt } = await newer({}, { model })
    const both = [prompt('One'), prompt('Two')]
    await asked(2)
    open()
    await Promise.all(both)
    const described = await ask('POST /cli/describe/{kind}/', { kind: 'prompt' }, undefined, `?name=${sessionKey}`)
    const { messages } = Reflect.get(described.data.spec, 'config') as { messages: { role: string }[] }
    expect(messages.map(({ role }) => role)).toEqual(['system', 'assistant', 'user', 'assistant', 'user', 'assistant'])
  })

  it('answers by id with the body as JSON text, names the built-in model, and counts tokens', async () => {
    const { prompt } = await newer()
    const body = await prompt('Hi')
    expect(body).toBeTypeOf('string')
    const parsed = chatBodyOf(body)
    expect(parsed).toMatchObject({ object: 'chat.completion', model: 'smarter-builtin', metadata: { max_completion_tokens: 2048, input_text: 'Hi' } })
    expect(parsed.smarter.messages.at(-1)).toMatchObject({ role: 'assistant', smarter_is_new: true, content: textOf(body) })
    expect(parsed.usage?.total_tokens).toBe((parsed.usage?.prompt_tokens ?? 0) + (parsed.usage?.completion_tokens ?? 0))
  })

  it('answers 200 with an error inside when the model fails, and forgets the turn', async () => {
    const { ask, prompt } = await newer({ defaultModel: 'fail-429' })
    const body = chatBodyOf(await prompt('Hi'))
    expect(body).toMatchObject({ id: 'error_response', usage: { total_tokens: 0 } })
    expect(body.smarter.messages.at(-1)?.role).toBe('smarter_error')
    await ask('POST /cli/apply/', {}, chatbot('LLMClient', 'my_bot'))
    expect(textOf(await prompt('Again'))).toContain('This is turn 1')
  })

  it('fails to prompt by name, as the platform does', async () => {
    const { send } = await newer()
    const answer = await send('POST /cli/prompt/my_bot/?uid=me', { prompt: 'Hi' })
    expect(answer.status).toBe(500)
    expect(errorOf(answer).description).toContain('Prompt response error')
    expect((await send('POST /cli/prompt/none/?uid=me', { prompt: 'Hi' })).status).toBe(404)
  })

  it('shares one session among chatbots that are asked with the same uid', async () => {
    const { ask } = await newer()
    await ask('POST /cli/apply/', {}, chatbot('LLMClient', 'other'))
    const key = async (name: string, query: string) => (await ask('POST /cli/prompt/config/{name}/', { name }, undefined, query)).data.session_key
    const first = await key('my_bot', '?uid=me')
    expect(await key('other', '?uid=me')).toBe(first)
    expect(await key('my_bot', '?uid=you')).not.toBe(first)
    const fresh = await key('my_bot', '?uid=me&new_session=true')
    expect(fresh).not.toBe(first)
    expect(await key('my_bot', '?uid=me')).toBe(fresh)
  })

  it('forgets a device after 24 hours', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z')
    const { ask } = await newer({}, { clock: () => new Date(now) })
    const key = async () => (await ask('POST /cli/prompt/config/{name}/', { name: 'my_bot' }, undefined, '?uid=me')).data.session_key
    const first = await key()
    expect(await key()).toBe(first)
    now += 24 * 60 * 60 * 1000
    expect(await key()).not.toBe(first)
  })

  it('refuses a missing uid, a wrong new_session and a malformed session key with 400', async () => {
    const { send, hashed_id } = await newer()
    for (const route of ['/cli/prompt/config/my_bot/', '/cli/prompt/config/my_bot/?uid=me&new_session=maybe']) {
      expect(errorOf(await send(`POST ${route}`))).toMatchObject({ status: 400, errorClass: 'SmarterValueError' })
    }
    expect((await send(`POST /llm-clients/${hashed_id}/config/`, { session_key: 'short' })).status).toBe(400)
    expect((await send(`POST /llm-clients/${hashed_id}/prompt/?session_key=short`, { messages: [{ role: 'user', content: 'x' }] })).status).toBe(400)
    expect((await send(`POST /llm-clients/${hashed_id}/prompt/`, { messages: [] })).status).toBe(400)
  })

  it('answers an unknown id with 404 and an empty object, or "Not found" for its config', async () => {
    const { send } = await newer()
    for (const id of [toHashedId(9), '1', 'r!x']) {
      expect(await send(`POST /llm-clients/${id}/prompt/`, { messages: [{ role: 'user', content: 'x' }] })).toMatchObject({ status: 404, text: '{}' })
      expect(await send(`POST /llm-clients/${id}/config/`)).toMatchObject({ status: 404, body: { error: 'Not found' } })
    }
  })

  it('lists, describes and deletes conversations', async () => {
    const { ask, send, prompt } = await newer()
    await prompt('Hi')
    expect((await ask('POST /cli/get/{kind}/', { kind: 'prompt' })).data.data.items).toMatchObject([{ sessionKey }])
    const { data } = await ask('POST /cli/describe/{kind}/', { kind: 'prompt' }, undefined, `?name=${sessionKey}`)
    expect(data).toMatchObject({ kind: 'Prompt', spec: { config: { sessionKey } } })
    await ask('POST /cli/logs/{kind}/', { kind: 'prompt' }, undefined, `?name=${sessionKey}`)
    await ask('POST /cli/delete/{kind}/', { kind: 'prompt' }, undefined, `?name=${sessionKey}`)
    expect((await send(`POST /cli/describe/prompt/?name=${sessionKey}`)).status).toBe(404)
  })
})
