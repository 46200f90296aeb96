import { describe, expect, it } from 'vitest'
import { connectSmarter } from '../testing/connect.js'
import { newer, older, plugin, sessionKey } from '../testing/with-chatbot.js'
import { toHashedId } from './names.js'

describe('lists of the newer generation', () => {
  it('show accounts and users as bare arrays, the caller among them', async () => {
    const { ask, send } = connectSmarter()
    const whoami = await ask('POST /cli/whoami/')
    const [account] = await ask('GET /accounts/')
    expect(account).toMatchObject({ id: 1, accountNumber: whoami.data.account.accountNumber, isDefaultAccount: true })
    expect(await ask('GET /accounts/{account_id}/', { account_id: '1' })).toEqual(account)
    const [user] = await ask('GET /accounts/users/')
    expect(user).toMatchObject({ id: 1, username: whoami.data.user.username, isSuperuser: true })
    expect(await ask('GET /accounts/users/{user_id}/', { user_id: '1' })).toEqual(user)
    for (const path of ['/accounts/9/', '/accounts/users/9/', '/accounts/users/x/']) expect((await send(`GET ${path}`)).status).toBe(404)
    expect((await send('GET /accounts/contacts/')).body).toEqual([])
    expect((await send('GET /accounts/user-profiles/')).body).toMatchObject([{ user: { username: 'local' } }])
  })

  it('show what was applied', async () => {
    const { ask } = connectSmarter()
    for (const kind of ['account', 'user', 'secret', 'plugin', 'sqlplugin', 'apiplugin']) {
      await ask('POST /cli/apply/', {}, (await ask('POST /cli/example-manifest/{kind}/', { kind })).data)
    }
    expect((await ask('GET /accounts/')).map(({ companyName }) => companyName)).toEqual(['Local', 'Example Ltd'])
    expect((await ask('GET /accounts/users/')).map(({ username }) => username)).toEqual(['local', 'jane'])
    expect(await ask('GET /secrets/')).toMatchObject([{ name: 'example_secret', ready: true, expiresAt: null }])
    expect((await ask('GET /plugins/')).map(({ kind, pluginClass }) => [kind, pluginClass])).toEqual([['Plugin', 'static'], ['ApiPlugin', 'api'], ['SqlPlugin', 'sql']])
  })

  it('show chatbots in whole, by their hashed ids alone', async () => {
    const { ask, send, hashed_id } = await newer({ defaultModel: 'gpt-4o' })
    const [bot] = await ask('GET /llm-clients/')
    expect(bot).toMatchObject({ id: 1, hashedId: hashed_id, name: 'my_bot', defaultModel: 'gpt-4o', urlLlmClient: expect.stringContaining(hashed_id) as unknown, plugins: [] })
    expect(await ask('GET /llm-clients/{hashed_id}/', { hashed_id })).toEqual(bot)
    for (const id of ['1', toHashedId(9)]) expect((await send(`GET /llm-clients/${id}/`)).status).toBe(404)
  })

  it('show conversations in snake case, with what was said in each', async () => {
    const { ask, send, prompt } = await newer()
    await prompt('Hi')
    const [session] = await ask('GET /prompts/history/prompt/')
    expect(session).toMatchObject({ id: 1, session_key: sessionKey, llm_client: 1 })
    const turn = await ask('GET /prompts/history/prompt/{pk}/', { pk: '1' })
    expect(turn).toMatchObject({ prompt: { session_key: sessionKey }, messages: { length: 4 } })
    expect((await send('GET /prompts/history/prompt/2/')).status).toBe(404)
    expect(await ask('GET /prompts/history/tool-calls/')).toEqual([])
    expect(await ask('GET /prompts/history/plugin-usage/')).toEqual([])
    expect((await send('GET /prompts/history/tool-calls/1/')).status).toBe(404)
  })

  it('make, copy and delete plugins, and lead on to them', async () => {
    const { ask, send } = connectSmarter()
    const location = async (route: string, body?: unknown) => {
      const { status, headers } = await send(route, body)
      return [status, headers.get('location')]
    }
    expect(await location('POST /plugins/', plugin)).toEqual([302, '/api/v1/plugins/1/'])
    expect(await location('PUT /plugins/upload/', { ...plugin, metadata: { ...plugin.metadata, name: 'other' } })).toEqual([302, '/api/v1/plugins/2/'])
    expect(await location('POST /plugins/1/clone/copy')).toEqual([302, '/api/v1/plugins/3/'])
    expect(await location('DELETE /plugins/2/')).toEqual([302, '/api/v1/plugins/'])
    expect((await ask('GET /plugins/')).map(({ name }) => name)).toEqual(['returns', 'copy'])
    expect(await location('POST /plugins/add-example-plugins/1/')).toEqual([302, '/api/v1/plugins/'])
    expect(await ask('GET /plugins/')).toHaveLength(5)
    expect(await send('POST /plugins/', { ...plugin, spec: {} })).toMatchObject({ status: 400, body: { error: expect.stringContaining('spec') as unknown } })
    expect((await send('POST /plugins/', { ...plugin, kind: 'Secret', spec: { config: { value: 'x' } } })).status).toBe(400)
    expect((await send('PATCH /plugins/1/', { name: 'x' })).status).toBe(400)
    expect([(await send('DELETE /plugins/2/')).status, (await send('POST /plugins/9/clone/x')).status]).toEqual([404, 404])
  })

  it.each([
    ['GET /vectorstores/', 500],
    ['GET /providers/', 500],
    ['GET /providers/openai/models/gpt-4o', 500],
    ['GET /llm-clients/1/customdomains', 500],
    ['GET /llm-clients/1/plugins/', 500],
    ['DELETE /llm-clients/rMTAwMDAwMQx/', 500],
    ['GET /prompts/history/plugin-usage/1/', 500],
    ['GET /accounts/user-profiles/1/', 500],
    ['GET /plugins/1/', 405],
    ['GET /secrets/1/', 405],
    ['POST /vectorstores/1/', 405],
    ['POST /prompts/smarter/openai/', 405],
    ['GET /connections/', 404],
    ['GET /proxy/', 404],
  ])('are as broken as on the platform: %s answers %i', async (route, status) => {
    expect((await connectSmarter().send(route)).status).toBe(status)
  })

  it('have sample data for a look at the connection', async () => {
    const { send } = connectSmarter()
    for (const word of ['unauthenticated', 'authenticated']) {
      expect((await send(`GET /tests/${word}/dict/`)).body).toMatchObject({ status: 'success' })
      expect((await send(`GET /tests/${word}/list/`)).body).toMatchObject([{ id: 1 }])
      expect((await send(`POST /tests/${word}/dict/`, { a: 1 })).body).toEqual({ a: 1 })
    }
  })
})

describe('lists of the older generation', () => {
  it('go by its names and are in snake case', async () => {
    const { send, chat } = await older({ defaultModel: 'gpt-4o' })
    await chat('Hi')
    expect((await send('GET /account/')).body).toMatchObject([{ id: 1, company_name: 'Local' }])
    expect((await send('GET /account/users/1/')).body).toMatchObject({ username: 'local', is_staff: true })
    expect((await send('GET /chatbots/')).body).toMatchObject([{ name: 'My-Bot', default_model: 'gpt-4o', url_llm_client: expect.stringContaining('/chatbots/1/chat/') as unknown }])
    expect((await send('GET /chatbots/1/')).body).toMatchObject({ name: 'My-Bot' })
    expect((await send('GET /chat/history/chat/')).body).toMatchObject([{ id: 1, llm_client: 1 }])
    for (const path of ['/accounts/', '/llm-clients/', '/secrets/', '/chatbots/9/']) expect((await send(`GET ${path}`)).status).toBe(404)
  })
})
