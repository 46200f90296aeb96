import type { PagePromise } from '@smarter-api/core'
import { describe, expect, it } from 'vitest'
import {
  accounts,
  getAccount,
  getLlmClient,
  getPromptHistory,
  getPromptToolCall,
  getUser,
  listAccounts,
  listLlmClients,
  listPlugins,
  listPromptHistory,
  listPromptPluginUsage,
  listPromptToolCalls,
  listSecrets,
  listUsers,
  listVectorStores,
  llmClients,
  PermissionDeniedError,
  plugins,
  promptHistory,
  secrets,
  type SmarterClient,
  users,
  vectorStores,
} from '../index.js'
import { collect, scriptedPlatform } from '../testing/scripted-platform.js'

const rows = [{ id: 1 }, { id: 2 }]

type List = (client: SmarterClient) => PagePromise<object>
type Row = [words: string, standalone: List, bound: List, path: string]

describe.each<Row>([
  ['accounts', listAccounts, (client) => accounts(client).list(), '/accounts/'],
  ['users', listUsers, (client) => users(client).list(), '/accounts/users/'],
  ['plugins', listPlugins, (client) => plugins(client).list(), '/plugins/'],
  ['LLM clients', listLlmClients, (client) => llmClients(client).list(), '/llm-clients/'],
  ['secrets', listSecrets, (client) => secrets(client).list(), '/secrets/'],
  ['stored conversations', listPromptHistory, (client) => promptHistory(client).list(), '/prompts/history/prompt/'],
  ['called tools', listPromptToolCalls, (client) => promptHistory(client).listToolCalls(), '/prompts/history/tool-calls/'],
  ['used plugins', listPromptPluginUsage, (client) => promptHistory(client).listPluginUsage(), '/prompts/history/plugin-usage/'],
])('listing %s', (_, standalone, bound, path) => {
  it('gives the bare array as one page, in both styles', async () => {
    const { client, sent } = scriptedPlatform(rows)
    const page = await standalone(client)
    expect([page.items, page.data, page.hasNextPage(), page.nextPageInfo()]).toEqual([rows, rows, false, null])
    expect(await collect(bound(client))).toEqual(rows)
    const line = { line: `GET /api/v1${path}`, body: undefined, type: null }
    expect(sent).toEqual([line, line])
  })

  it('tells a key that lacks the right', async () => {
    const { client } = scriptedPlatform({ error: { status_code: 403, message: 'Forbidden' } }, 403)
    await expect(standalone(client)).rejects.toThrow(PermissionDeniedError)
    await expect(standalone(client)).rejects.toThrow('the key lacks a right')
  })
})

it('lists vector stores by the command that works', async () => {
  const { client, sent } = scriptedPlatform({ data: { data: { items: rows } } })
  expect((await listVectorStores(client)).items).toEqual(rows)
  expect(await collect(vectorStores(client).list())).toEqual(rows)
  expect(sent.map(({ line }) => line)).toEqual(['POST /api/v1/cli/get/vectorstore/', 'POST /api/v1/cli/get/vectorstore/'])
})

describe('retrieving one of them', () => {
  it('puts the id into the path, in both styles', async () => {
    const { client, sent } = scriptedPlatform({ id: 7 })
    await getAccount(client, { account_id: 7 })
    await accounts(client).get({ account_id: 7 })
    await getUser(client, { user_id: 'a/b' })
    await users(client).get({ user_id: 'a/b' })
    await getLlmClient(client, { hashed_id: 'rMTAwMDAwNwx' })
    await llmClients(client).get({ hashed_id: 'rMTAwMDAwNwx' })
    await getPromptHistory(client, { pk: 1 })
    await promptHistory(client).get({ pk: 1 })
    await getPromptToolCall(client, { pk: 2 })
    expect((await promptHistory(client).getToolCall({ pk: 2 })).id).toBe(7)
    const paths = ['accounts/7', 'accounts/users/a%2Fb', 'llm-clients/rMTAwMDAwNwx', 'prompts/history/prompt/1', 'prompts/history/tool-calls/2']
    expect(sent.map(({ line }) => line)).toEqual(paths.flatMap((path) => [`GET /api/v1/${path}/`, `GET /api/v1/${path}/`]))
  })
})
