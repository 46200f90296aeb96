import { isAPIError } from '@smarter-api/core'
import { smarterTestClient } from '@smarter-api/test-support'
import { describe, expect, it } from 'vitest'
import { applyManifest, type ManifestKind, manifests, type NamedManifestParams, NotFoundError, type SmarterClient, type SmarterManifest } from './index.js'

const common = ['Account', 'ApiConnection', 'ApiPlugin', 'Plugin', 'Provider', 'Secret', 'SqlConnection', 'SqlPlugin', 'User'] as const
const eras = [
  { era: 'chatbot', kinds: [...common, 'Chatbot'], conversations: 'Chat' },
  { era: 'llmclient', kinds: [...common, 'LLMClient', 'SmarterAuthToken', 'Vectorstore'], conversations: 'Prompt' },
] as const

// What a kind cannot do is answered with 501; what is not here, it can.
const lacks: Partial<Record<ManifestKind, RegExp>> = {
  Account: /delete|deploy/,
  ApiConnection: /deploy|logs/,
  ApiPlugin: /deploy|logs/,
  Plugin: /deploy|logs/,
  Provider: /deploy/,
  Secret: /deploy|logs/,
  SmarterAuthToken: /logs/,
  SqlConnection: /deploy|logs/,
  SqlPlugin: /deploy|logs/,
}
const commands = ['logs', 'deploy', 'undeploy', 'delete'] as const

function nameOf({ kind, metadata }: SmarterManifest): NamedManifestParams {
  return kind === 'User' ? { kind, username: metadata.username } : { kind, name: metadata.name }
}

/** Applies the sample of a kind, and the connection that it needs. */
async function applySample(client: SmarterClient, kind: ManifestKind): Promise<NamedManifestParams> {
  const { data } = await manifests(client).exampleManifest({ kind })
  const needed = { ApiPlugin: 'ApiConnection', SqlPlugin: 'SqlConnection' } as const
  if (kind === 'ApiPlugin' || kind === 'SqlPlugin') await applySample(client, needed[kind])
  await applyManifest(client, { manifest: data })
  return nameOf(data)
}

async function outcome(answer: PromiseLike<unknown>): Promise<number | undefined> {
  try {
    await answer
    return 200
  } catch (error) {
    if (isAPIError(error)) return error.status
    throw error
  }
}

describe.each(eras)('on a platform of the $era generation', ({ era, kinds, conversations }) => {
  it.each(kinds)('a %s is applied from its sample, described, listed and applied again', async (kind) => {
    const { client } = smarterTestClient({ era })
    const named = await applySample(client, kind)
    const { data } = await manifests(client).describe(named)
    expect(data.kind).toBe(kind)
    const secret = kind === 'Secret' ? { config: { value: 'told anew, because it is never told' } } : {}
    await applyManifest(client, { manifest: JSON.stringify({ ...data, spec: { ...data.spec, ...secret } }) })
    const { data: list } = await manifests(client).get({ kind })
    const own = list.data.items.filter((row) => JSON.stringify(row).includes('name' in named ? named.name : named.username) || kind === 'Account')
    expect(own.length).toBeGreaterThan(0)
    expect(list.metadata.count).toBe(list.data.items.length)
    expect((await manifests(client).jsonSchema({ kind })).data).toHaveProperty('properties')
  })

  it.each(kinds)('a %s does what the platform says that it can', async (kind) => {
    const { client } = smarterTestClient({ era })
    const named = await applySample(client, kind)
    for (const command of commands) {
      const status = await outcome(manifests(client)[command](named))
      expect([command, status]).toEqual([command, lacks[kind]?.test(command) ? 501 : 200])
    }
  })

  it.each(kinds.filter((kind) => kind !== 'Account'))('a %s that is missing is not found', async (kind) => {
    const { client } = smarterTestClient({ era })
    const named = kind === 'User' ? ({ kind, username: 'nobody' } as const) : { kind, name: 'nobody' }
    await expect(manifests(client).describe(named)).rejects.toThrow(NotFoundError)
    await expect(manifests(client).delete(named)).rejects.toThrow(NotFoundError)
  })

  it('stored conversations are listed by what is known of them', async () => {
    const { client } = smarterTestClient({ era })
    expect((await manifests(client).get({ kind: conversations })).data.data.items).toEqual([])
    await expect(manifests(client).describe({ kind: conversations, name: 'a'.repeat(64) })).rejects.toThrow(NotFoundError)
  })
})
