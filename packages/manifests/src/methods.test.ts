import { describe, expect, it } from 'vitest'
import type { LLMClientManifest, SmarterManifest } from '@smarter-api/schemas/smarter'
import {
  applyManifest,
  BadRequestError,
  ConfigurationError,
  countManifestChanges,
  deleteManifest,
  deployManifest,
  describeManifest,
  getExampleManifest,
  getManifestLogs,
  getManifests,
  getManifestSchema,
  getPlatformStatus,
  getPlatformVersion,
  identifyCaller,
  InternalServerError,
  listManifestRows,
  type ManifestKindParams,
  manifests,
  type NamedManifestParams,
  NotFoundError,
  type SmarterClient,
  undeployManifest,
} from './index.js'
import { collect, scriptedPlatform } from './testing/scripted-platform.js'

const manifest: LLMClientManifest = {
  apiVersion: 'smarter.sh/v1',
  kind: 'LLMClient',
  metadata: { name: 'my_bot', description: null, version: null },
  spec: { config: { defaultModel: 'gpt-4o-mini' } },
}

const yaml = `# my chatbot
apiVersion: smarter.sh/v1
kind: LLMClient
metadata: {name: my_bot, description: null, version: null}
spec:
  config:
    defaultModel: gpt-4o-mini
status:
  deployed: true
`

describe('applying a manifest', () => {
  it('sends it whole, as JSON', async () => {
    const { client, sent } = scriptedPlatform({ message: 'LLMClient my_bot applied successfully' })
    expect((await applyManifest(client, { manifest })).message).toBe('LLMClient my_bot applied successfully')
    expect(sent).toEqual([{ line: 'POST /api/v1/cli/apply/', body: manifest, type: 'application/json' }])
  })

  it('leaves out the status, which only the server writes, and changes nothing of the caller', async () => {
    const { client, sent } = scriptedPlatform({})
    const described = { ...manifest, status: { deployed: true } }
    await manifests(client).apply({ manifest: described })
    expect(sent[0]?.body).toEqual(manifest)
    expect(described.status).toEqual({ deployed: true })
  })

  it.each([
    ['YAML', yaml],
    ['JSON', JSON.stringify(manifest)],
  ])('reads %s and sends the same', async (_, text) => {
    const { client, sent } = scriptedPlatform({})
    await manifests(client).apply({ manifest: text })
    expect(sent).toEqual([{ line: 'POST /api/v1/cli/apply/', body: manifest, type: 'application/json' }])
  })

  it('sends fields that it does not know, for servers that are newer', async () => {
    const { client, sent } = scriptedPlatform({})
    await applyManifest(client, { manifest: yaml.replace('defaultModel', 'memory') })
    expect(sent[0]?.body).toMatchObject({ spec: { config: { memory: 'gpt-4o-mini' } } })
  })

  it.each(['Secret', 'null', '[]', '', null, undefined, [], { apiVersion: 'smarter.sh/v1' }])('refuses %j before anything is sent', async (text) => {
    const { client, sent } = scriptedPlatform({})
    const applied = applyManifest(client, { manifest: text as unknown as SmarterManifest })
    await expect(applied).rejects.toThrow(ConfigurationError)
    await expect(applied).rejects.toThrow(/needs `manifest`: an object with apiVersion, kind, metadata and spec, or its text, not a path/)
    expect(sent).toHaveLength(0)
  })

  it('points at the place of text that cannot be read, without its words', async () => {
    const { client, sent } = scriptedPlatform({})
    const applied = applyManifest(client, { manifest: 'kind: Secret\nvalue: s3cret: 1' })
    await expect(applied).rejects.toThrow(ConfigurationError)
    await expect(applied).rejects.toThrow(/^The manifest is neither YAML nor JSON: line 2, column \d+: /)
    await expect(applied).rejects.not.toThrow('s3cret')
    expect(sent).toHaveLength(0)
  })

  it('says that the manifest is wrong although the server says 500, and asks once', async () => {
    const { client, sent } = scriptedPlatform({ error: { errorClass: 'APIV1CLIViewError', description: "No broker found for manifest kind 'LLMClient'" } }, 500)
    await expect(applyManifest(client, { manifest })).rejects.toThrow(BadRequestError)
    expect(sent).toHaveLength(1)
  })

  it('gives the answer beside the result, and the request id', async () => {
    const { client } = scriptedPlatform(() => Response.json({ data: { name: 'my_bot' } }, { headers: { 'x-request-id': 'req_1' } }))
    const { data, response, requestId } = await applyManifest(client, { manifest }).withResponse()
    expect([data.data?.name, data._request_id, response.status, requestId]).toEqual(['my_bot', 'req_1', 200, 'req_1'])
  })
})

const named = { kind: 'LLMClient', name: 'my bot' } as const

type Command = (client: SmarterClient, params: NamedManifestParams) => PromiseLike<unknown>
const commands: [command: 'describe' | 'delete' | 'deploy' | 'undeploy' | 'logs', standalone: Command][] = [
  ['describe', describeManifest],
  ['delete', deleteManifest],
  ['deploy', deployManifest],
  ['undeploy', undeployManifest],
  ['logs', getManifestLogs],
]

describe('a command on one resource', () => {
  it.each(commands)('names the kind in lower case, which every server takes: %s', async (command, standalone) => {
    const { client, sent } = scriptedPlatform({ message: 'done', api: 'smarter.sh/v1' })
    expect(await standalone(client, named)).toEqual({ message: 'done', api: 'smarter.sh/v1' })
    await manifests(client)[command]({ kind: 'User', username: 'jdoe' })
    expect(sent).toEqual([
      { line: `POST /api/v1/cli/${command}/llmclient/?name=my%20bot`, body: undefined, type: null },
      { line: `POST /api/v1/cli/${command}/user/?username=jdoe`, body: undefined, type: null },
    ])
  })

  it('says that a resource is missing although the server says 503, and asks once', async () => {
    const { client, sent } = scriptedPlatform({ error: { errorClass: 'SAMBrokerErrorNotReady', description: 'Plugin x not found' } }, 503)
    await expect(describeManifest(client, { kind: 'Plugin', name: 'x' })).rejects.toThrow(NotFoundError)
    expect(sent).toHaveLength(1)
  })

  it('says that the kind does not have the command, and asks once', async () => {
    const { client, sent } = scriptedPlatform({ error: { errorClass: 'SAMBrokerErrorNotImplemented', description: 'deploy() not implemented' } }, 501)
    await expect(deployManifest(client, { kind: 'Secret', name: 'x' })).rejects.toThrow(InternalServerError)
    await expect(deployManifest(client, { kind: 'Secret', name: 'x' })).rejects.toThrow('failed with 501: deploy() not implemented')
    expect(sent).toHaveLength(2)
  })

  it('needs a kind', async () => {
    const { client, sent } = scriptedPlatform({})
    await expect(describeManifest(client, {} as typeof named)).rejects.toThrow(ConfigurationError)
    await expect(deleteManifest(client, undefined as unknown as typeof named)).rejects.toThrow(ConfigurationError)
    expect(sent).toHaveLength(0)
  })
})

describe('changes', () => {
  it('are counted when their answer has come, whoever sends them and however they end', async () => {
    const { client } = scriptedPlatform({})
    const failing = scriptedPlatform({ error: { errorClass: 'SAMBrokerErrorNotFound', description: 'x' } }, 404).client
    const before = countManifestChanges()
    await applyManifest(client, { manifest })
    await deleteManifest(client, named)
    await deployManifest(client.withOptions({ timeout: 1000 }), named)
    await undeployManifest(failing, named).catch(() => undefined)
    expect(countManifestChanges() - before).toBe(4)
    await describeManifest(client, named)
    await getManifests(client, named)
    await getManifestLogs(client, named)
    expect(countManifestChanges() - before).toBe(4)
  })

  it('run the middleware of the call as well', async () => {
    const { client } = scriptedPlatform({})
    const seen: string[] = []
    await deleteManifest(client, named, { middleware: [(request, next, { route }) => (seen.push(route), next(request))] })
    expect(seen).toEqual(['POST /cli/delete/{kind}/'])
  })
})

describe('listing resources', () => {
  const item = { name: 'my_bot', deployed: true }
  const list = { apiVersion: 'smarter.sh/v1', kind: 'LLMClient', metadata: { count: 1 }, data: { titles: [{ name: 'name', type: 'CharField' }], items: [item] } }

  it('gives the envelope with the table', async () => {
    const { client, sent } = scriptedPlatform({ data: list, api: 'smarter.sh/v1', metadata: {} })
    expect((await getManifests(client, { kind: 'LLMClient' })).data).toEqual(list)
    expect((await manifests(client).get({ kind: 'LLMClient' })).data.data.items[0]?.deployed).toBe(true)
    expect(sent.map(({ line }) => line)).toEqual(['POST /api/v1/cli/get/llmclient/', 'POST /api/v1/cli/get/llmclient/'])
  })

  it('gives the rows as one page', async () => {
    const { client } = scriptedPlatform({ data: list, api: 'smarter.sh/v1', metadata: {} })
    const page = await listManifestRows(client, { kind: 'LLMClient' })
    expect([page.items, page.hasNextPage()]).toEqual([[item], false])
    expect(await collect(listManifestRows(client, { kind: 'LLMClient' }))).toEqual([item])
  })

  it.each([{}, { data: null }, { data: { data: {} } }])('takes an answer without rows for an empty list: %j', async (answer) => {
    expect((await listManifestRows(scriptedPlatform(answer).client, { kind: 'Secret' })).items).toEqual([])
  })
})

const here = (known: string) => (sent: { line: string }) =>
  sent.line.includes(known) ? Response.json({ data: { title: known }, api: 'smarter.sh/v1' }) : Response.json({ error: { status_code: 404, message: 'Not Found' } }, { status: 404 })

type Question = (client: SmarterClient, params: ManifestKindParams) => PromiseLike<{ data: unknown }>
const questions: [words: string, standalone: Question, method: 'exampleManifest' | 'jsonSchema', newer: string, older: string][] = [
  ['a sample manifest', getExampleManifest, 'exampleManifest', 'example-manifest', 'example_manifest'],
  ['a JSON Schema', getManifestSchema, 'jsonSchema', 'json-schema', 'schema'],
]

describe.each(questions)('asking for %s', (_, standalone, method, newer, older) => {
  it('asks newer servers once', async () => {
    const { client, sent } = scriptedPlatform(here(`/${newer}/`))
    expect((await standalone(client, { kind: 'Secret' })).data).toEqual({ title: `/${newer}/` })
    expect(sent.map(({ line }) => line)).toEqual([`POST /api/v1/cli/${newer}/secret/`])
  })

  it('asks older servers under their own path', async () => {
    const { client, sent } = scriptedPlatform(here(`/${older}/`))
    expect((await manifests(client)[method]({ kind: 'Chatbot' })).data).toEqual({ title: `/${older}/` })
    expect(sent.map(({ line }) => line)).toEqual([`POST /api/v1/cli/${newer}/chatbot/`, `POST /api/v1/cli/${older}/chatbot/`])
  })

  it('asks once for a kind that the server does not know', async () => {
    const { client, sent } = scriptedPlatform({ error: { errorClass: 'APIV1CLIViewError', description: 'Could not find broker for robot' } }, 500)
    await expect(standalone(client, { kind: 'Robot' as 'Secret' })).rejects.toThrow(BadRequestError)
    expect(sent).toHaveLength(1)
  })
})

describe('asking the platform about itself and the caller', () => {
  it.each<[command: 'version' | 'status' | 'whoami', standalone: (client: SmarterClient) => PromiseLike<unknown>]>([
    ['version', getPlatformVersion],
    ['status', getPlatformStatus],
    ['whoami', identifyCaller],
  ])('gives the same in both styles: %s', async (command, standalone) => {
    const { client, sent } = scriptedPlatform({ data: { any: 1 } })
    expect([await standalone(client), await manifests(client)[command]()]).toEqual([{ data: { any: 1 } }, { data: { any: 1 } }])
    expect(sent.map(({ line }) => line)).toEqual([`POST /api/v1/cli/${command}/`, `POST /api/v1/cli/${command}/`])
  })
})
