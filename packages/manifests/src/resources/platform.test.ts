import { fetchRoute } from '@smarter-api/core'
import { smarterTestClient } from '@smarter-api/test-support'
import { describe, expect, it } from 'vitest'
import {
  accounts,
  applyManifest,
  APIStatusError,
  getExampleManifest,
  InternalServerError,
  llmClients,
  type ManifestKind,
  NotFoundError,
  plugins,
  promptHistory,
  secrets,
  type SmarterClient,
  users,
  vectorStores,
} from '../index.js'

async function withSamples(...kinds: ManifestKind[]): Promise<SmarterClient> {
  const { client } = smarterTestClient()
  for (const kind of kinds) await applyManifest(client, { manifest: (await getExampleManifest(client, { kind })).data })
  return client
}

describe('what the platform lists', () => {
  it('is accounts and users, each of which can be retrieved', async () => {
    const client = await withSamples('User')
    const [account] = (await accounts(client).list()).items
    expect(await accounts(client).get({ account_id: account?.id ?? 0 })).toEqual(account)
    expect(account?.accountNumber).toMatch(/^\d{4}-\d{4}-\d{4}$/)
    const found: string[] = []
    for await (const user of users(client).list()) found.push((await users(client).get({ user_id: user.id ?? 0 })).username)
    expect(found).toHaveLength(2)
    await expect(users(client).get({ user_id: 99 })).rejects.toThrow(NotFoundError)
  })

  it('is secrets without their values, and plugins', async () => {
    const client = await withSamples('Secret', 'Plugin')
    const [secret] = (await secrets(client).list()).items
    expect(secret?.ready).toBe(true)
    expect(secret).not.toHaveProperty('value')
    expect((await plugins(client).list()).items.map(({ pluginClass }) => pluginClass)).toEqual(['static'])
  })

  it('is vector stores, also where their own route fails', async () => {
    const client = await withSamples('Vectorstore')
    expect((await vectorStores(client).list()).items).toHaveLength(1)
    await expect(fetchRoute(client, 'GET /vectorstores/')).rejects.toThrow(InternalServerError)
  })

  it('is chatbots as the database has them, found by their hashed ids', async () => {
    const client = await withSamples('LLMClient')
    const [bot] = (await llmClients(client).list()).items
    expect(await llmClients(client).get({ hashed_id: bot?.hashedId ?? '' })).toEqual(bot)
    await expect(llmClients(client).get({ hashed_id: '1' })).rejects.toThrow(NotFoundError)
  })

  it('is conversations with their turns, tool calls and plugins', async () => {
    const client = await withSamples('LLMClient')
    const [bot] = (await llmClients(client).list()).items
    const messages = [{ role: 'user', content: 'Hi' }]
    await fetchRoute(client, 'POST /llm-clients/{hashed_id}/prompt/', { hashed_id: bot?.hashedId, messages })
    const [session] = (await promptHistory(client).list()).items
    expect(session?.session_key).toMatch(/^[\da-f]{64}$/)
    const turn = await promptHistory(client).get({ pk: 1 })
    expect(turn.messages).toContainEqual(expect.objectContaining(messages[0]))
    expect([(await promptHistory(client).listToolCalls()).items, (await promptHistory(client).listPluginUsage()).items]).toEqual([[], []])
    await expect(promptHistory(client).getToolCall({ pk: 1 })).rejects.toThrow(NotFoundError)
  })
})

it('says by a redirect where a written plugin is, which a raw call tells as an error of status 302', async () => {
  const client = await withSamples('Plugin')
  const error: unknown = await fetchRoute(client, 'POST /plugins/{plugin_id}/clone/{new_name}', { plugin_id: 1, new_name: 'copy' }).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(APIStatusError)
  expect(error).toMatchObject({ status: 302, retryable: false })
  expect((error as APIStatusError).headers.get('location')).toMatch(/^\/api\/v1\/plugins\/\d+\/$/)
})
