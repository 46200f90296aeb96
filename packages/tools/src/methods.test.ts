import { beforeEach, describe, expect, it } from 'vitest'
import { bind, type Bound, type HumanloopClient } from '@smarter-api/core'
import { humanloopTestClient, monitoredFileStories, type SentRequest } from '@smarter-api/test-support'
import {
  addToolEnvironmentVariable,
  callTool,
  ConflictError,
  deleteTool,
  deleteToolEnvironmentVariable,
  deleteToolVersion,
  getTool,
  getToolEnvironmentVariables,
  listToolEnvironments,
  listTools,
  listToolVersions,
  logTool,
  moveTool,
  NotFoundError,
  removeToolDeployment,
  setToolDeployment,
  tools,
  UnprocessableEntityError,
  updateToolLog,
  updateToolMonitoring,
  updateToolVersion,
  upsertTool,
  type UpsertToolParams,
} from './index.js'
import type * as Methods from './methods.js'

const standalone: typeof Methods = {
  addEnvironmentVariable: addToolEnvironmentVariable,
  call: callTool,
  delete: deleteTool,
  deleteEnvironmentVariable: deleteToolEnvironmentVariable,
  deleteToolVersion,
  get: getTool,
  getEnvironmentVariables: getToolEnvironmentVariables,
  list: listTools,
  listEnvironments: listToolEnvironments,
  listVersions: listToolVersions,
  log: logTool,
  move: moveTool,
  removeDeployment: removeToolDeployment,
  setDeployment: setToolDeployment,
  update: updateToolLog,
  updateMonitoring: updateToolMonitoring,
  updateToolVersion,
  upsert: upsertTool,
}

const styles: [string, (client: HumanloopClient) => Bound<typeof Methods>][] = [
  ['standalone functions', (client) => bind(client, standalone)],
  ['the facade', tools],
]

const parameters = { type: 'object', properties: { item: { type: 'string' } }, required: ['item'] }
const stock: UpsertToolParams = { path: 'shop/stock', function: { name: 'stock', description: 'Counts an item.', parameters } }
const inStore: UpsertToolParams = { ...stock, attributes: { store: 'north' } }

describe.each(styles)('%s', (_, style) => {
  let api: Bound<typeof Methods>
  let sent: readonly SentRequest[]

  beforeEach(() => {
    const test = humanloopTestClient()
    api = style(test.client)
    ;({ sent } = test)
  })

  const lastLine = () => sent.at(-1)?.line

  monitoredFileStories({
    noun: 'Tool',
    collection: 'tools',
    connect: (client) => {
      const methods = style(client)
      return { ...methods, updateVersion: methods.updateToolVersion, deleteVersion: methods.deleteToolVersion }
    },
    first: { params: stock, shows: { path: 'shop/stock', name: 'stock', tool_type: 'json_schema', signature: 'stock(item)', function: { parameters } } },
    second: { params: inStore, shows: { attributes: inStore.attributes } },
    fileAt: (path) => ({ path }),
    refused: { params: { path: 'shop/stock', function: { name: 'stock' } } as UpsertToolParams, field: ['function', 'description'] },
  })

  describe('move', () => {
    it('keeps the name of the function', async () => {
      const { id } = await api.upsert(stock)
      expect(await api.move({ id, path: 'store/count' })).toMatchObject({ id, name: 'count', function: { name: 'stock' } })
    })
  })

  describe('environment variables', () => {
    const key = { name: 'SHOP_KEY', value: 'abc' }

    it('are added as a list, replaced by name and deleted by name, and all are given each time', async () => {
      const { id } = await api.upsert(stock)
      expect(await api.getEnvironmentVariables({ id })).toEqual([])
      const region = { name: 'REGION', value: 'eu' }
      expect(await api.addEnvironmentVariable({ id, body: [key, region] })).toEqual([key, region])
      expect(sent.at(-1)).toMatchObject({ line: `POST /tools/${id}/environment-variables`, body: [key, region] })
      await api.addEnvironmentVariable({ id, body: [{ ...key, value: 'def' }] })
      expect(await api.deleteEnvironmentVariable({ id, name: 'REGION' })).toEqual([{ ...key, value: 'def' }])
      expect(lastLine()).toBe(`DELETE /tools/${id}/environment-variables/REGION`)
      expect(await api.getEnvironmentVariables({ id })).toEqual([{ ...key, value: 'def' }])
    })

    it('raise a NotFoundError for a name that is not there, and an UnprocessableEntityError for a value that is no text', async () => {
      const { id } = await api.upsert(stock)
      await expect(api.deleteEnvironmentVariable({ id, name: 'REGION' })).rejects.toThrow(/404: .*REGION/)
      const refused = api.addEnvironmentVariable({ id, body: [{ name: 'LIMIT', value: 5 as unknown as string }] })
      await expect(refused).rejects.toThrow(UnprocessableEntityError)
    })
  })

  describe('calls and Logs', () => {
    it('choose the version by environment in the query, and place the Log by log_environment in the body', async () => {
      const { id, version_id } = await api.upsert(stock)
      await api.upsert(inStore)
      const environment_id = (await api.listEnvironments({ id })).find(({ name }) => name === 'production')?.id ?? ''
      await api.setDeployment({ id, environment_id, version_id })
      const params = { id, environment: 'production', log_environment: 'staging', inputs: { item: 'kettle' } }
      expect(await api.call(params)).toMatchObject({ environment: 'staging', inputs: { item: 'kettle' }, tool: { version_id } })
      expect(await api.log({ ...params, output: '3' })).toMatchObject({ tool_id: id, version_id })
      expect(sent.slice(-2).map(({ line }) => line)).toEqual(['POST /tools/call?environment=production', 'POST /tools/log?environment=production'])
      expect(sent.at(-2)?.body).toEqual({ id, environment: 'staging', inputs: { item: 'kettle' } })
    })

    it('run a Tool that needs no code', async () => {
      const { id } = await api.upsert({ path: 'shop/opening', tool_type: 'mock', setup_values: { output: 'from 9 to 5' } })
      expect(await api.call({ id })).toMatchObject({ output: 'from 9 to 5', tool: { id } })
    })

    it('tell what went wrong inside a Tool in the Log', async () => {
      const answer = await api.call({ path: 'shop/new', tool: { function: { name: 'new', description: 'Has no code.' } }, inputs: {} })
      expect(answer).toMatchObject({ tool: { path: 'shop/new' }, error: expect.any(String) })
      expect(answer.output ?? null).toBeNull()
    })

    it('bring a version along, and a new path makes the Tool', async () => {
      const { function: offered } = stock
      const logged = await api.log({ path: 'shop/stock', tool: { function: offered ?? null }, inputs: { item: 'kettle' }, output: '3' })
      expect(await api.get({ id: logged.tool_id })).toMatchObject({ path: 'shop/stock', version_id: logged.version_id, signature: 'stock(item)' })
    })

    it('raise a ConflictError for a log_id in use, and a NotFoundError for a Tool that is not there', async () => {
      const { id } = await api.upsert(stock)
      const once = { id, log_id: 'log_mine', output: '3' }
      expect((await api.log(once)).id).toBe('log_mine')
      await expect(api.log(once)).rejects.toThrow(ConflictError)
      await expect(api.call({ id: 'tl_none' })).rejects.toThrow(NotFoundError)
      await expect(api.log({ path: 'shop/none' })).rejects.toThrow(NotFoundError)
    })

    it('change a Log: null clears, a field left out stays', async () => {
      const { id } = await api.upsert(stock)
      const { id: log_id } = await api.log({ id, output: '3', error: 'late', metadata: { camelCase: 1, snake_case: 2 } })
      const changed = await api.update({ id, log_id, error: null, stdout: 'counted' })
      expect(sent.at(-1)?.line).toBe(`PATCH /tools/${id}/log/${log_id}`)
      expect(sent.at(-1)?.body).toEqual({ error: null, stdout: 'counted' })
      expect(changed).toMatchObject({ id: log_id, output: '3', error: null, stdout: 'counted', metadata: { camelCase: 1, snake_case: 2 } })
      await expect(api.update({ id, log_id: 'log_none', output: '4' })).rejects.toThrow(NotFoundError)
    })
  })
})
