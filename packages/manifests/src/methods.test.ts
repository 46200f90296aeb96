import { describe, expect, it } from 'vitest'
import type { LLMClientManifest, SmarterManifest } from '@smarter-api/schemas/smarter'
import { applyManifest, BadRequestError, ConfigurationError, createSmarterClient, describeManifest, getPlatformVersion, manifests, NotFoundError } from './index.js'

const manifest: LLMClientManifest = {
  apiVersion: 'smarter.sh/v1',
  kind: 'LLMClient',
  metadata: { name: 'my_bot', description: null, version: null },
  spec: { config: { defaultModel: 'gpt-4o-mini' } },
}

function platform(answer: object, status = 200) {
  const sent: { line: string; body: unknown; type: string | null }[] = []
  const client = createSmarterClient({
    apiKey: 'key',
    baseURL: 'http://127.0.0.1/api/v1',
    fetch: async (url, { method, body, headers }) => {
      const { pathname, search } = new URL(url)
      sent.push({ line: `${method} ${pathname}${search}`, body: body && JSON.parse(String(body)), type: new Headers(headers).get('content-type') })
      return Response.json(answer, { status })
    },
  })
  return { client, sent }
}

describe('applying a manifest', () => {
  it('sends it whole, as JSON', async () => {
    const { client, sent } = platform({ message: 'LLMClient my_bot applied successfully' })
    expect((await applyManifest(client, { manifest })).message).toBe('LLMClient my_bot applied successfully')
    expect(sent).toEqual([{ line: 'POST /api/v1/cli/apply/', body: manifest, type: 'application/json' }])
  })

  it('leaves out the status, which only the server writes, and changes nothing of the caller', async () => {
    const { client, sent } = platform({})
    const described = { ...manifest, status: { deployed: true } }
    await manifests(client).apply({ manifest: described })
    expect(sent[0]?.body).toEqual(manifest)
    expect(described.status).toEqual({ deployed: true })
  })

  it.each(['kind: Secret', null, undefined, [], { apiVersion: 'smarter.sh/v1' }])('refuses %j before anything is sent', async (text) => {
    const { client, sent } = platform({})
    const applied = applyManifest(client, { manifest: text as unknown as SmarterManifest })
    await expect(applied).rejects.toThrow(ConfigurationError)
    await expect(applied).rejects.toThrow(/needs `manifest`: an object with apiVersion, kind, metadata and spec/)
    expect(sent).toHaveLength(0)
  })

  it('says that the manifest is wrong although the server says 500, and asks once', async () => {
    const { client, sent } = platform({ error: { errorClass: 'APIV1CLIViewError', description: "No broker found for manifest kind 'LLMClient'" } }, 500)
    await expect(applyManifest(client, { manifest })).rejects.toThrow(BadRequestError)
    expect(sent).toHaveLength(1)
  })
})

describe('describing a resource', () => {
  it('names the kind in lower case, which every server takes, and gives the envelope', async () => {
    const { client, sent } = platform({ data: manifest, api: 'smarter.sh/v1' })
    const { data, api } = await describeManifest(client, { kind: 'LLMClient', name: 'my bot' })
    expect([data, api]).toEqual([manifest, 'smarter.sh/v1'])
    expect(sent).toEqual([{ line: 'POST /api/v1/cli/describe/llmclient/?name=my%20bot', body: undefined, type: null }])
  })

  it('finds users by their username', async () => {
    const { client, sent } = platform({ data: {} })
    await manifests(client).describe({ kind: 'User', username: 'jdoe' })
    expect(sent[0]?.line).toBe('POST /api/v1/cli/describe/user/?username=jdoe')
  })

  it('says that a resource is missing although the server says 503, and asks once', async () => {
    const { client, sent } = platform({ error: { errorClass: 'SAMBrokerErrorNotReady', description: 'Plugin x not found' } }, 503)
    await expect(describeManifest(client, { kind: 'Plugin', name: 'x' })).rejects.toThrow(NotFoundError)
    expect(sent).toHaveLength(1)
  })
})

describe('asking for the version', () => {
  it('gives the same in both styles', async () => {
    const { client, sent } = platform({ data: { api: { version: '0.14.19' } } })
    expect((await getPlatformVersion(client)).data.api.version).toBe('0.14.19')
    expect((await manifests(client).version()).data.api.version).toBe('0.14.19')
    expect(sent.map(({ line }) => line)).toEqual(['POST /api/v1/cli/version/', 'POST /api/v1/cli/version/'])
  })
})
