import { beforeEach, describe, expect, it } from 'vitest'
import { bind, type Bound, type HumanloopClient } from '@smarter-api/core'
import { humanloopTestClient, monitoredFileStories, type SentRequest } from '@smarter-api/test-support'
import {
  agents,
  callAgent,
  callAgentStream,
  ConflictError,
  continueAgentCall,
  continueAgentCallStream,
  deleteAgent,
  deleteAgentVersion,
  deserializeAgent,
  getAgent,
  listAgentEnvironments,
  listAgents,
  listAgentVersions,
  logAgent,
  moveAgent,
  NotFoundError,
  patchAgentVersion,
  removeAgentDeployment,
  serializeAgent,
  setAgentDeployment,
  UnprocessableEntityError,
  updateAgentLog,
  updateAgentMonitoring,
  upsertAgent,
  type UpsertAgentParams,
} from './index.js'
import type * as Methods from './methods.js'

const standalone: typeof Methods = {
  call: callAgent,
  callStream: callAgentStream,
  continueCall: continueAgentCall,
  continueCallStream: continueAgentCallStream,
  delete: deleteAgent,
  deleteAgentVersion,
  deserialize: deserializeAgent,
  get: getAgent,
  list: listAgents,
  listEnvironments: listAgentEnvironments,
  listVersions: listAgentVersions,
  log: logAgent,
  move: moveAgent,
  patchAgentVersion,
  removeDeployment: removeAgentDeployment,
  serialize: serializeAgent,
  setDeployment: setAgentDeployment,
  updateLog: updateAgentLog,
  updateMonitoring: updateAgentMonitoring,
  upsert: upsertAgent,
}

const styles: [string, (client: HumanloopClient) => Bound<typeof Methods>][] = [
  ['standalone functions', (client) => bind(client, standalone)],
  ['the facade', agents],
]

const look_up = { name: 'look_up', description: 'Finds an order.', parameters: { type: 'object', properties: { order: { type: 'string' } } } }
const helper: UpsertAgentParams = {
  path: 'support/helper',
  model: 'gpt-4o',
  template: [{ role: 'system', content: 'You help customers of {{shop}}.' }],
  tools: [{ type: 'inline', json_schema: look_up, on_agent_call: 'continue' }],
  max_iterations: 3,
}
const patient: UpsertAgentParams = { ...helper, max_iterations: 4 }

const says = (content: string) => [{ role: 'user', content }]
const answerTo = (tool_call_id: string | undefined, content: string) => [{ role: 'tool', content, tool_call_id: tool_call_id ?? null }]

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
    noun: 'Agent',
    collection: 'agents',
    connect: (client) => {
      const methods = style(client)
      return { ...methods, updateVersion: methods.patchAgentVersion, deleteVersion: methods.deleteAgentVersion }
    },
    first: { params: helper, shows: { path: 'support/helper', name: 'helper', tools: helper.tools, max_iterations: 3, inputs: [{ name: 'shop' }] } },
    second: { params: patient, shows: { max_iterations: 4 } },
    fileAt: (path) => ({ path, model: 'gpt-4o' }),
    refused: { params: { path: 'support/helper' } as UpsertAgentParams, field: ['model'] },
  })

  describe('upsert and get', () => {
    it('raise a NotFoundError for a link to what is not there', async () => {
      const linked = api.upsert({ ...helper, tools: [{ type: 'file', link: { file_id: 'tl_none' } }] })
      await expect(linked).rejects.toThrow(NotFoundError)
    })

    it('link to another Agent, which comes along at the version that is meant', async () => {
      const { id, version_id } = await api.upsert(helper)
      const { tools } = await api.upsert({ path: 'support/first', model: 'gpt-4o', tools: [{ type: 'file', link: { file_id: id } }] })
      expect(tools).toMatchObject([{ type: 'file', link: { file_id: id }, file: { type: 'agent', id, version_id } }])
    })
  })

  describe('text', () => {
    it('is written and read back as the same content, tools included', async () => {
      const { id, version_id } = await api.upsert(helper)
      const file = await api.serialize({ id, version_id })
      expect(file).toMatch(/^---\nmodel: gpt-4o\n/)
      expect(lastLine()).toBe(`GET /agents/${id}/serialize?version_id=${version_id}`)
      const read = await api.deserialize({ agent: file })
      expect(read).toMatchObject({ model: 'gpt-4o', template: helper.template, tools: helper.tools, max_iterations: 3 })
      expect((await api.upsert({ ...read, path: 'support/helper' })).version_id).toBe(version_id)
      await expect(api.deserialize({ agent: 'no front matter' })).rejects.toThrow(UnprocessableEntityError)
    })
  })

  describe('Logs', () => {
    it('bring a version along, and a new path makes the Agent', async () => {
      const logged = await api.log({ path: 'support/helper', agent: { model: 'gpt-4o' }, inputs: { shop: 'Kettles' }, output: 'On its way.' })
      expect(await api.get({ id: logged.agent_id })).toMatchObject({ path: 'support/helper', version_id: logged.version_id, model: 'gpt-4o' })
    })

    it('raise a ConflictError for a log_id in use, and a NotFoundError for an Agent that is not there', async () => {
      const { id } = await api.upsert(helper)
      const once = { id, log_id: 'log_mine', output: 'On its way.' }
      expect((await api.log(once)).id).toBe('log_mine')
      await expect(api.log(once)).rejects.toThrow(ConflictError)
      await expect(api.log({ path: 'support/none' })).rejects.toThrow(NotFoundError)
    })

    it('change a Log: null clears, a field left out stays', async () => {
      const { id } = await api.upsert(helper)
      const { id: log_id } = await api.log({ id, output: 'On its way.', error: 'late' })
      const changed = await api.updateLog({ id, log_id, error: null })
      expect(sent.at(-1)?.line).toBe(`PATCH /agents/${id}/log/${log_id}`)
      expect(sent.at(-1)?.body).toEqual({ error: null })
      expect(changed).toMatchObject({ id: log_id, output: 'On its way.', error: null, agent: { id } })
      await expect(api.updateLog({ id, log_id: 'log_none', output: null })).rejects.toThrow(NotFoundError)
    })

    it('are completed with inputs and an output, and stay complete', async () => {
      const { id } = await api.upsert(helper)
      const { id: log_id } = await api.log({ id, inputs: { shop: 'Kettles' } })
      await expect(api.updateLog({ id, log_id, log_status: 'complete' })).rejects.toThrow(UnprocessableEntityError)
      expect(await api.updateLog({ id, log_id, output: 'On its way.', log_status: 'complete' })).toMatchObject({ id: log_id, output: 'On its way.' })
      await expect(api.updateLog({ id, log_id, log_status: 'incomplete' })).rejects.toThrow(ConflictError)
    })
  })

  describe('runs', () => {
    const inputs = { shop: 'Kettles' }

    beforeEach(() => api.upsert(helper))

    it('give a complete Log with the answer', async () => {
      const run = await api.call({ path: 'support/helper', inputs, messages: says('Hello!') })
      expect(run).toMatchObject({ log_status: 'complete', inputs, agent: { path: 'support/helper' } })
      expect(run.output).toContain('Hello!')
    })

    it('wait for a tool of the caller, and go on with its answer', async () => {
      const waiting = await api.call({ path: 'support/helper', inputs, messages: says('call look_up {"order": "1234"}') })
      const asked = waiting.previous_agent_message?.tool_calls?.[0]
      expect([waiting.log_status, asked?.function]).toEqual(['incomplete', { name: 'look_up', arguments: '{"order": "1234"}' }])
      const messages = answerTo(asked?.id, 'On its way.')
      const done = await api.continueCall({ log_id: waiting.id, messages })
      expect(sent.at(-1)).toMatchObject({ line: 'POST /agents/continue', body: { log_id: waiting.id, messages } })
      expect(done).toMatchObject({ id: waiting.id, log_status: 'complete', previous_agent_message: null })
      expect(done.output).toContain('On its way.')
      await expect(api.continueCall({ log_id: waiting.id, messages })).rejects.toThrow(ConflictError)
    })

    it('refuse answers that nobody waits for, and Logs that are not there', async () => {
      const { id: log_id } = await api.call({ path: 'support/helper', inputs, messages: says('call look_up') })
      await expect(api.continueCall({ log_id, messages: answerTo('tc_none', 'On its way.') })).rejects.toThrow(UnprocessableEntityError)
      await expect(api.continueCall({ log_id: 'log_none', messages: says('Hello!') })).rejects.toThrow(NotFoundError)
      await expect(api.call({ id: 'ag_none', messages: says('Hello!') })).rejects.toThrow(NotFoundError)
      await expect(api.callStream({ id: 'ag_none', messages: says('Hello!') })).rejects.toThrow(NotFoundError)
    })

    it('choose the version by environment in the query, and place the Log by log_environment in the body', async () => {
      const { id, version_id } = await api.get({ id: (await api.list()).items[0]?.id ?? '' })
      const environment_id = (await api.listEnvironments({ id })).find(({ name }) => name === 'production')?.id ?? ''
      await api.setDeployment({ id, environment_id, version_id })
      const run = await api.call({ id, environment: 'production', log_environment: 'staging', inputs, messages: says('Hello!') })
      expect(run).toMatchObject({ environment: 'staging', agent: { version_id } })
      expect(sent.at(-1)).toMatchObject({ line: 'POST /agents/call?environment=production', body: { id, environment: 'staging' } })
    })

    it('stream what is new in an answer, up to the turn’s end', async () => {
      const params = { path: 'support/helper', inputs, messages: says('Hello!') }
      const { output } = await api.call(params)
      const stream = await api.callStream(params)
      const types = new Set<string>()
      let streamed = ''
      for await (const { type, payload } of stream) {
        types.add(type)
        if (type === 'agent_update' && payload && 'agent_id' in payload) streamed += payload.output ?? ''
      }
      expect(streamed).toBe(output)
      expect([...types]).toEqual(['agent_turn_start', 'agent_start', 'agent_update', 'agent_end', 'agent_turn_end'])
      expect(stream.terminated).toBe(true)
    })

    it('stream a tool request, wait, and stream on with the answer', async () => {
      let log_id = ''
      let asked: string | undefined
      for await (const event of await api.callStream({ path: 'support/helper', inputs, messages: says('call look_up {"order": "1234"}') })) {
        if (event.type === 'tool_start' && event.payload && 'function' in event.payload) asked = event.payload.id
        if (event.type === 'agent_turn_suspend') ({ log_id } = event)
      }
      const types: string[] = []
      for await (const { type } of await api.continueCallStream({ log_id, messages: answerTo(asked, 'On its way.') })) types.push(type)
      expect(sent.at(-1)).toMatchObject({ line: 'POST /agents/continue', body: { log_id, stream: true } })
      expect([types[0], types.at(-1)]).toEqual(['agent_turn_continue', 'agent_turn_end'])
    })
  })
})
