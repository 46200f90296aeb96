import { manifestRequests } from '@smarter-api/schemas/smarter'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { Era } from '../http/route.js'
import { connectSmarter } from '../testing/connect.js'
import { chatbot, errorOf, manifest, newer } from '../testing/with-chatbot.js'
import { exampleManifest } from './example-manifests.js'
import { generationOf } from './generation.js'
import { kindsOf, pluginKinds } from './kinds.js'

const eras: Era[] = ['chatbot', 'llmclient']
const applied = eras.flatMap((era) => kindsOf(generationOf(era)).flatMap(({ name, readOnly }): [Era, string][] => (readOnly === undefined ? [[era, name]] : [])))
const read = eras.flatMap((era) => kindsOf(generationOf(era)).flatMap(({ name, readOnly }): [Era, string][] => (readOnly === undefined ? [] : [[era, name]])))

/** A server with the sample of a kind applied. */
async function withSample(era: Era, kind: string) {
  const connection = connectSmarter({ era })
  const { ask } = connection
  const { data } = await ask(era === 'chatbot' ? 'POST /cli/example_manifest/{kind}/' : 'POST /cli/example-manifest/{kind}/', { kind: kind.toLowerCase() })
  await ask('POST /cli/apply/', {}, data)
  const name = kind === 'User' ? `?username=${String(Reflect.get(data.metadata, 'username'))}` : `?name=${data.metadata.name}`
  return { ...connection, data, name }
}

describe.each(applied)('on the generation %s the kind %s', (era, kind) => {
  it('is applied from its sample, described, listed with the columns that it names, and answers each command as the platform does', async () => {
    const { ask, send, name } = await withSample(era, kind)
    const { data: described } = await ask('POST /cli/describe/{kind}/', { kind }, undefined, name)
    expect(described).toMatchObject({ kind, status: { created: expect.any(String) as unknown } })
    expect(described.status).toHaveProperty(era === 'llmclient' ? 'recordLocator' : 'created')
    const { data: list } = await ask('POST /cli/get/{kind}/', { kind: kind.toLowerCase() })
    const columns = new Set(list.data.titles.map((title) => title.name))
    for (const item of list.data.items) expect(new Set(Object.keys(item))).toEqual(columns)
    expect(list.metadata.count).toBe(['Account', 'User'].includes(kind) ? 2 : 1)
    const unsupported: readonly string[] = kindsOf(generationOf(era)).find((known) => known.name === kind)?.unsupported ?? []
    for (const command of ['deploy', 'undeploy', 'logs', 'delete']) {
      const sent = await send(`POST /cli/${command}/${kind}/${name}`)
      expect([command, sent.status]).toEqual([command, unsupported.includes(command) ? 501 : 200])
    }
    const gone = await send(`POST /cli/describe/${kind}/${name}`)
    expect(gone.status === 200).toBe(unsupported.includes('delete'))
  })

  it('names the same columns while nothing of it is there', async () => {
    const { ask } = connectSmarter({ era })
    const empty = await ask('POST /cli/get/{kind}/', { kind })
    const filled = await (await withSample(era, kind)).ask('POST /cli/get/{kind}/', { kind })
    expect(empty.data.data.titles).toEqual(filled.data.data.titles)
    expect('name' in empty.data).toBe([...pluginKinds, 'Chatbot', 'LLMClient'].includes(kind))
  })

  it('has a JSON Schema that knows the fields of its sample', async () => {
    const { ask, data } = await withSample(era, kind)
    const schema = await ask(era === 'chatbot' ? 'POST /cli/schema/{kind}/' : 'POST /cli/json-schema/{kind}/', { kind })
    expect(schema.data).toMatchObject({ title: `SAM${kind}`, required: ['apiVersion', 'kind', 'metadata', 'spec'], properties: { kind: { const: kind } } })
    expect(unknownFields(data, schema.data)).toEqual([])
  })
})

/** Fields of a value that a closed object of a JSON Schema does not know. */
function unknownFields(value: unknown, schema: unknown): string[] {
  const { properties, additionalProperties, anyOf } = Object(schema) as { properties?: Record<string, unknown>; additionalProperties?: boolean; anyOf?: unknown[] }
  if (anyOf !== undefined) return unknownFields(value, anyOf[0])
  if (properties === undefined || typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => (key in properties ? unknownFields(member, properties[key]) : additionalProperties === false ? [key] : []))
}

describe.each(read)('on the generation %s the kind %s', (era, kind) => {
  it('is only read: applying answers 405', async () => {
    const { ask, send } = connectSmarter({ era })
    const sent = await send('POST /cli/apply/', manifest(kind, 'a'.repeat(64), {}))
    expect([sent.status, errorOf(sent).errorClass]).toEqual([405, 'SAMBrokerReadOnlyError'])
    expect((await ask('POST /cli/get/{kind}/', { kind })).data.metadata.count).toBe(0)
    expect((await send(`POST /cli/describe/${kind}/?name=none`)).status).toBe(404)
    expect((await send(`POST /cli/deploy/${kind}/?name=none`)).status).toBe(501)
  })
})

describe('kinds', () => {
  it.each(Object.entries(manifestRequests))('have a sample that the schema of %s takes', (kind, schema) => {
    expect(v.safeParse(schema as v.GenericSchema, exampleManifest(kind)).issues).toBeUndefined()
  })

  it('of the older generation go by its words too', async () => {
    const { ask } = connectSmarter({ era: 'chatbot' })
    expect((await ask('POST /cli/get/{kind}/', { kind: 'plugindatasqlconnection' })).data.kind).toBe('SqlConnection')
    expect((await ask('POST /cli/get/{kind}/', { kind: 'PluginDataApiConnections' })).data.kind).toBe('ApiConnection')
  })

  it('show limits in their JSON Schema', async () => {
    const { ask } = connectSmarter()
    const { data } = await ask('POST /cli/json-schema/{kind}/', { kind: 'llmclient' })
    expect(data).toMatchObject({
      additionalProperties: false,
      properties: {
        metadata: { properties: { name: { type: 'string', minLength: 1, maxLength: 50 } } },
        spec: { properties: { config: { properties: { defaultTemperature: { anyOf: [{ type: 'number', minimum: 0, maximum: 1 }, { type: 'null' }] }, defaultMaxTokens: { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'null' }] } } } } },
      },
    })
  })

  it('of account and user are there from the beginning, and stay', async () => {
    const { ask, send } = connectSmarter()
    const whoami = await ask('POST /cli/whoami/')
    const account = await ask('POST /cli/describe/{kind}/', { kind: 'account' }, undefined, '?name=local')
    expect(account.data).toMatchObject({ metadata: { accountNumber: whoami.data.account.accountNumber }, status: { adminAccount: 'local' } })
    for (const command of ['delete', 'deploy']) {
      const sent = await send(`POST /cli/${command}/user/?username=local`)
      expect([sent.status, errorOf(sent).description]).toEqual([400, expect.stringContaining('belongs to this server')])
    }
    const config = { email: 'me@example.com', isActive: true }
    await ask('POST /cli/apply/', {}, manifest('User', 'me', { config }, { username: 'local' }))
    expect((await ask('POST /cli/get/{kind}/', { kind: 'user' })).data.data.items).toMatchObject([{ username: 'local', email: 'me@example.com' }])
  })

  it('of keys tell of their insides when they are activated', async () => {
    const { ask, name } = await withSample('llmclient', 'SmarterAuthToken')
    expect(await ask('POST /cli/deploy/{kind}/', { kind: 'smarterauthtoken' }, undefined, name)).toMatchObject({ data: { kind: 'SmarterAuthToken' } })
  })

  it('refuse a chatbot whose key is not there, and one with an unknown function as the platform words it', async () => {
    const { ask, send } = await newer()
    const locked = manifest('LLMClient', 'locked', { config: {}, apiKey: 'example_key' })
    expect(errorOf(await send('POST /cli/apply/', locked)).description).toContain('Key example_key not found')
    await ask('POST /cli/apply/', {}, (await ask('POST /cli/example-manifest/{kind}/', { kind: 'smarterauthtoken' })).data)
    await ask('POST /cli/apply/', {}, locked)
    const dancing = { ...chatbot('LLMClient', 'bot'), spec: { config: {}, functions: ['dance'] } }
    expect(await send('POST /cli/apply/', dancing)).toMatchObject({
      status: 404,
      body: { error: { errorClass: 'SAMBrokerErrorNotFound', stacktrace: null, status: '' }, message: expect.stringContaining('spec.functions') as unknown },
    })
  })

  it('never give a secret back, described, listed or applied', async () => {
    const { send } = connectSmarter()
    const texts = [
      await send('POST /cli/apply/', manifest('Secret', 's', { config: { value: 'hidden' } })),
      await send('POST /cli/describe/secret/?name=s'),
      await send('POST /cli/get/secret/'),
      await send('GET /secrets/'),
    ]
    expect(texts.map(({ status, text }) => [status, text.includes('hidden')])).toEqual(texts.map(() => [200, false]))
  })
})
