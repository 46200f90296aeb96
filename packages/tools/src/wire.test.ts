import { describe, expect, it } from 'vitest'
import { humanloopTestClient } from '@smarter-api/test-support'
import {
  addToolEnvironmentVariable,
  deleteTool,
  deleteToolEnvironmentVariable,
  listTools,
  logTool,
  tools,
  updateToolLog,
} from './index.js'
import * as methods from './methods.js'

const variables = [{ name: 'REGION', value: 'eu' }, { name: 'LIMIT', value: '5' }]
const created = { id: 'log_1', tool_id: 'tl_1', version_id: 'tlv_1' }
const now = '2025-05-20T10:00:00Z'
const dates = { created_at: now, updated_at: now, last_used_at: now }
const tool = { id: 'tl_1', path: 'shop/stock', name: 'stock', version_id: 'tlv_1', ...dates, total_logs_count: 0, version_logs_count: 0, inputs: [] }

function answering(answer: unknown) {
  return humanloopTestClient({ answer: async () => (answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer)) })
}

describe('requests', () => {
  it('send the environment of the version in the query and that of the Log in the body', async () => {
    const { client, sent } = answering(created)
    await logTool(client, { path: 'stock', environment: 'production', log_environment: 'staging', inputs: { item: 'kettle' }, output: '3' })
    expect(sent).toMatchObject([{ line: 'POST /tools/log?environment=production' }])
    expect(sent[0]?.body).toEqual({ path: 'stock', environment: 'staging', inputs: { item: 'kettle' }, output: '3' })
  })

  it('keep null apart from absent, and times and free keys as they are', async () => {
    const { client, sent } = answering({ id: 'log_1', evaluator_logs: [], tool })
    const changes = { output: null, error: null, start_time: '2025-05-20T10:00:00.123456Z', inputs: { id: 'kettle', log_id: 7 } }
    await updateToolLog(client, { id: 'tl_1', log_id: 'log_1', ...changes })
    expect(sent).toMatchObject([{ line: 'PATCH /tools/tl_1/log/log_1' }])
    expect(sent[0]?.body).toEqual(changes)
  })

  it('send variables as an array', async () => {
    const { client, sent } = answering(variables)
    expect(await addToolEnvironmentVariable(client, { id: 'tl_1', body: variables })).toEqual(variables)
    expect(sent).toMatchObject([{ line: 'POST /tools/tl_1/environment-variables' }])
    expect(sent[0]?.body).toEqual(variables)
  })

  it('keep the name of a variable in one segment of the path, and have no body', async () => {
    const { client, sent } = answering([])
    expect(await deleteToolEnvironmentVariable(client, { id: 'tl_1', name: 'a/b?c' })).toEqual([])
    expect(sent).toMatchObject([{ line: 'DELETE /tools/tl_1/environment-variables/a%2Fb%3Fc', body: undefined }])
  })
})

describe('answers', () => {
  it('without content are undefined', async () => {
    expect(await deleteTool(answering(undefined).client, { id: 'tl_1' })).toBeUndefined()
  })

  it('end a list at an empty page when the total promised more', async () => {
    const pages = [1, 2].map((page) => ({ records: page === 1 ? [tool] : [], page, size: 1, total: 5 }))
    const { client, sent } = humanloopTestClient({ answer: async () => Response.json(pages.shift()) })
    const names: string[] = []
    for await (const { name } of listTools(client, { size: 1, name: 'st' })) names.push(name)
    expect(names).toEqual(['stock'])
    expect(sent.map(({ line }) => line)).toEqual(['GET /tools?size=1&name=st', 'GET /tools?size=1&name=st&page=2'])
  })
})

describe('the facade', () => {
  it('has every function and nothing else', () => {
    expect(new Set(Object.keys(tools(answering({}).client)))).toEqual(new Set(Object.keys(methods)))
  })

  it('works with its functions taken apart', async () => {
    const { getEnvironmentVariables } = tools(answering(variables).client)
    expect(await getEnvironmentVariables({ id: 'tl_1' })).toEqual(variables)
  })
})
