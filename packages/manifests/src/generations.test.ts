import { smarterTestClient } from '@smarter-api/test-support'
import { describe, expect, it } from 'vitest'
import { applyManifest, BadRequestError, describeManifest, getPlatformVersion, identifyCaller, InternalServerError, listManifestRows, manifests, NotFoundError, readIdentity } from './index.js'

const generations = [
  { era: 'chatbot', kind: 'Chatbot', stored: 'My-Bot', conversations: 'Chat' },
  { era: 'llmclient', kind: 'LLMClient', stored: 'my_bot', conversations: 'Prompt' },
] as const

function manifestOf(kind: 'Chatbot' | 'LLMClient') {
  const metadata = { name: 'My-Bot', description: 'Helps with returns.', version: '1.0.0' }
  return { apiVersion: 'smarter.sh/v1', kind, metadata, spec: { config: { defaultSystemRole: 'You help customers with returns.' } } } as const
}

describe.each(generations)('manifests on a platform of the $era generation', ({ era, kind, stored, conversations }) => {
  const platform = () => smarterTestClient({ era })

  async function withChatbot() {
    const { client } = platform()
    await applyManifest(client, { manifest: manifestOf(kind) })
    return { client, named: { kind, name: stored } as const }
  }

  it('applies a manifest, and gives it back by name', async () => {
    const { client } = platform()
    const { message, data: applied } = await applyManifest(client, { manifest: manifestOf(kind) })
    expect(message).toBe(`${kind} ${stored} applied successfully`)
    expect(applied?.name).toBe(era === 'llmclient' ? 'my_bot' : undefined)
    const { data } = await describeManifest(client, { kind, name: stored })
    expect(data.spec.config.defaultSystemRole).toBe('You help customers with returns.')
    expect(data.metadata.name).toBe(stored)
  })

  it('applies YAML', async () => {
    const { client } = platform()
    const yaml = `apiVersion: smarter.sh/v1\nkind: ${kind}\nmetadata:\n  name: My-Bot\n  description: Helps\n  version: 1.0.0\nspec:\n  config: {defaultTemperature: 0.1}\n`
    await manifests(client).apply({ manifest: yaml })
    expect((await describeManifest(client, { kind, name: stored })).data.spec.config.defaultTemperature).toBe(0.1)
  })

  it('applies what it has described, with its status', async () => {
    const { client, named } = await withChatbot()
    const { data } = await manifests(client).describe(named)
    await manifests(client).apply({ manifest: { ...data, metadata: { ...data.metadata, description: 'New' } } })
    expect((await manifests(client).describe(named)).data.metadata.description).toBe('New')
  })

  it('changes nothing when the same is applied again', async () => {
    const { client, named } = await withChatbot()
    const { data: before } = await describeManifest(client, named)
    await applyManifest(client, { manifest: manifestOf(kind) })
    await applyManifest(client, { manifest: before })
    const { data: after } = await describeManifest(client, named)
    expect({ ...after, status: { ...after.status, modified: null } }).toEqual({ ...before, status: { ...before.status, modified: null } })
    expect((await listManifestRows(client, { kind })).items).toHaveLength(1)
  })

  it('lists rows with the columns of the kind', async () => {
    const { client } = await withChatbot()
    const { data } = await manifests(client).get({ kind })
    expect(data.metadata.count).toBe(1)
    expect(data.data.titles.map(({ name }) => name)).toEqual(['name', 'url', 'dnsVerificationStatus', 'deployed', 'createdAt', 'updatedAt'])
    const [row] = (await listManifestRows(client, { kind })).items
    expect([row?.name, row?.deployed]).toEqual([stored, false])
  })

  it('deploys, undeploys, and says so in the status', async () => {
    const { client, named } = await withChatbot()
    await manifests(client).deploy(named)
    expect((await describeManifest(client, named)).data.status?.deployed).toBe(true)
    await manifests(client).undeploy(named)
    expect((await describeManifest(client, named)).data.status?.deployed).toBe(false)
  })

  it('has empty logs', async () => {
    const { client, named } = await withChatbot()
    const logs = await manifests(client).logs(named)
    expect([logs.message, logs.data]).toEqual([`${kind} ${stored} successfully retrieved logs`, undefined])
  })

  it('deletes', async () => {
    const { client, named } = await withChatbot()
    expect((await manifests(client).delete(named)).message).toBe(`${kind} ${stored} deleted successfully`)
    await expect(manifests(client).describe(named)).rejects.toThrow(NotFoundError)
    await expect(manifests(client).delete(named)).rejects.toThrow(NotFoundError)
  })

  it('finds users by their username', async () => {
    const { client } = platform()
    const metadata = { name: 'jdoe', username: 'jdoe', description: null, version: '1.0.0' }
    await applyManifest(client, { manifest: { apiVersion: 'smarter.sh/v1', kind: 'User', metadata, spec: { config: { email: 'jdoe@example.com', isActive: true } } } })
    expect((await describeManifest(client, { kind: 'User', username: 'jdoe' })).data.spec.config.email).toBe('jdoe@example.com')
  })

  it('gives a sample that can be applied, and a JSON Schema', async () => {
    const { client } = platform()
    const { data } = await manifests(client).exampleManifest({ kind })
    expect(data.kind).toBe(kind)
    await applyManifest(client, { manifest: data })
    expect((await manifests(client).jsonSchema({ kind })).data).toMatchObject({ properties: { spec: {} } })
  })

  it('tells a version that fits its generation, its state, and who calls', async () => {
    const { client } = platform()
    const { data } = await getPlatformVersion(client)
    expect(/^0\.(\d+)/.exec(data.api.version)?.[1]).toSatisfy((minor: string) => Number(minor) >= 14 === (era === 'llmclient'))
    expect((await manifests(client).status()).data.compute).toBeTypeOf('object')
    expect(readIdentity((await identifyCaller(client)).data)).toMatchObject({ username: expect.any(String), accountNumber: expect.stringMatching(/^\d{4}-\d{4}-\d{4}$/), isStaff: true })
  })

  it('says that a resource is missing', async () => {
    await expect(describeManifest(platform().client, { kind, name: 'nobody' })).rejects.toThrow(NotFoundError)
  })

  it('says that a manifest is wrong', async () => {
    const { client } = platform()
    const wrong = { ...manifestOf(kind), metadata: {} } as unknown as ReturnType<typeof manifestOf>
    await expect(applyManifest(client, { manifest: wrong })).rejects.toThrow(BadRequestError)
  })

  it('says that a kind is of the other generation', async () => {
    const other = kind === 'Chatbot' ? 'LLMClient' : 'Chatbot'
    await expect(describeManifest(platform().client, { kind: other, name: stored })).rejects.toThrow(BadRequestError)
    await expect(manifests(platform().client).get({ kind: other })).rejects.toThrow(BadRequestError)
  })

  it('says that a command does not exist for a kind, or that a kind is read-only', async () => {
    const { client } = platform()
    await expect(manifests(client).deploy({ kind: 'Secret', name: 'a' })).rejects.toThrow(InternalServerError)
    await expect(manifests(client).deploy({ kind: 'Secret', name: 'a' })).rejects.toMatchObject({ status: 501, retryable: false })
    const metadata = { name: 'a'.repeat(64), description: null, version: null }
    await expect(applyManifest(client, { manifest: { apiVersion: 'smarter.sh/v1', kind: conversations, metadata, spec: {} } })).rejects.toMatchObject({ status: 405 })
  })
})
