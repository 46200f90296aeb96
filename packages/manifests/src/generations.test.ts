import { smarterTestClient } from '@smarter-api/test-support'
import { describe, expect, it } from 'vitest'
import { applyManifest, BadRequestError, describeManifest, getPlatformVersion, manifests, NotFoundError } from './index.js'

const generations = [
  { era: 'chatbot', kind: 'Chatbot', stored: 'My-Bot' },
  { era: 'llmclient', kind: 'LLMClient', stored: 'my_bot' },
] as const

function manifestOf(kind: 'Chatbot' | 'LLMClient') {
  const metadata = { name: 'My-Bot', description: 'Helps with returns.', version: '1.0.0' }
  return { apiVersion: 'smarter.sh/v1', kind, metadata, spec: { config: { defaultSystemRole: 'You help customers with returns.' } } } as const
}

describe.each(generations)('manifests on a platform of the $era generation', ({ era, kind, stored }) => {
  const platform = () => smarterTestClient({ era })

  it('applies a manifest, and gives it back by name', async () => {
    const { client } = platform()
    const { message } = await applyManifest(client, { manifest: manifestOf(kind) })
    expect(message).toContain('applied successfully')
    const { data } = await describeManifest(client, { kind, name: stored })
    expect(data.spec.config.defaultSystemRole).toBe('You help customers with returns.')
    expect(data.metadata.name).toBe(stored)
  })

  it('applies what it has described, with its status', async () => {
    const { client } = platform()
    await manifests(client).apply({ manifest: manifestOf(kind) })
    const { data } = await manifests(client).describe({ kind, name: stored })
    await manifests(client).apply({ manifest: { ...data, metadata: { ...data.metadata, description: 'New' } } })
    expect((await manifests(client).describe({ kind, name: stored })).data.metadata.description).toBe('New')
  })

  it('tells a version that fits its generation', async () => {
    const { data } = await getPlatformVersion(platform().client)
    expect(/^0\.(\d+)/.exec(data.api.version)?.[1]).toSatisfy((minor: string) => Number(minor) >= 14 === (era === 'llmclient'))
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
  })
})
