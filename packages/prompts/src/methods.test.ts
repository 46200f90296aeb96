import { beforeEach, describe, expect, it } from 'vitest'
import { bind, type Bound, type HumanloopClient } from '@smarter-api/core'
import { humanloopTestClient, monitoredFileStories, type SentRequest } from '@smarter-api/test-support'
import {
  callPrompt,
  callPromptStream,
  ConflictError,
  deletePrompt,
  deletePromptVersion,
  deserializePrompt,
  getPrompt,
  listPromptEnvironments,
  listPrompts,
  listPromptVersions,
  logPrompt,
  movePrompt,
  NotFoundError,
  patchPromptVersion,
  populatePrompt,
  prompts,
  removePromptDeployment,
  serializePrompt,
  setPromptDeployment,
  updatePromptLog,
  updatePromptMonitoring,
  upsertPrompt,
  type UpsertPromptParams,
} from './index.js'
import type * as Methods from './methods.js'

const standalone: typeof Methods = {
  call: callPrompt,
  callStream: callPromptStream,
  delete: deletePrompt,
  deletePromptVersion,
  deserialize: deserializePrompt,
  get: getPrompt,
  list: listPrompts,
  listEnvironments: listPromptEnvironments,
  listVersions: listPromptVersions,
  log: logPrompt,
  move: movePrompt,
  patchPromptVersion,
  populate: populatePrompt,
  removeDeployment: removePromptDeployment,
  serialize: serializePrompt,
  setDeployment: setPromptDeployment,
  updateLog: updatePromptLog,
  updateMonitoring: updatePromptMonitoring,
  upsert: upsertPrompt,
}

const styles: [string, (client: HumanloopClient) => Bound<typeof Methods>][] = [
  ['standalone functions', (client) => bind(client, standalone)],
  ['the facade', prompts],
]

const greeting: UpsertPromptParams = { path: 'support/greeting', model: 'gpt-4o', template: [{ role: 'system', content: 'Greet {{name}}.' }] }
const colder: UpsertPromptParams = { ...greeting, temperature: 0 }
const messages = [{ role: 'user', content: 'Hello!' }]

describe.each(styles)('%s', (_, style) => {
  let api: Bound<typeof Methods>
  let sent: readonly SentRequest[]

  beforeEach(() => {
    const test = humanloopTestClient()
    api = style(test.client)
    ;({ sent } = test)
  })

  const lines = () => sent.map(({ line }) => line)
  const environment = async (id: string, name: string) => {
    const found = (await api.listEnvironments({ id })).find((listed) => listed.name === name)
    if (!found) throw new Error(`no environment ${name}`)
    return found
  }

  monitoredFileStories({
    noun: 'Prompt',
    collection: 'prompts',
    connect: (client) => {
      const methods = style(client)
      return { ...methods, updateVersion: methods.patchPromptVersion, deleteVersion: methods.deletePromptVersion }
    },
    first: { params: greeting, shows: { path: 'support/greeting', name: 'greeting', model: 'gpt-4o', temperature: 1, inputs: [{ name: 'name' }] } },
    second: { params: colder, shows: { temperature: 0 } },
    fileAt: (path) => ({ path, model: 'gpt-4o' }),
    refused: { params: { path: 'support/greeting' } as UpsertPromptParams, field: ['model'] },
  })

  describe('get', () => {
    it('tells the request id of the answer', async () => {
      const { id } = await api.upsert(greeting)
      const { data, requestId } = await api.get({ id }).withResponse()
      expect(requestId).toMatch(/^req_/)
      expect(data._request_id).toBe(requestId)
    })
  })

  describe('text', () => {
    it('is written and read back as the same content', async () => {
      const { id, version_id } = await api.upsert({ ...greeting, temperature: 0.5 })
      const file = await api.serialize({ id, version_id })
      expect(file).toMatch(/^---\nmodel: gpt-4o\n/)
      expect(lines().at(-1)).toBe(`GET /prompts/${id}/serialize?version_id=${version_id}`)
      expect(await api.deserialize({ prompt: file })).toMatchObject({ model: 'gpt-4o', temperature: 0.5, template: greeting.template })
      expect(sent.at(-1)).toMatchObject({ line: 'POST /prompts/deserialize', body: { prompt: file } })
    })

    it('fills its placeholders from a body whose keys are the caller’s own', async () => {
      const { id, version_id } = await api.upsert({ ...greeting, template: '{{name}} in {{environment}}' })
      const body = { name: 'Ada', environment: 'London' }
      expect(await api.populate({ id, version_id, body })).toMatchObject({ populated_template: 'Ada in London' })
      expect(sent.at(-1)).toMatchObject({ line: `POST /prompts/${id}/populate?version_id=${version_id}`, body })
      expect(sent.at(-1)?.body).toEqual(body)
    })
  })

  describe('calls and Logs', () => {
    beforeEach(() => api.upsert(greeting))

    it('give one answer for each sample', async () => {
      const { logs, prompt } = await api.call({ path: 'support/greeting', inputs: { name: 'Ada' }, messages, num_samples: 2 })
      expect(logs.map(({ index }) => index)).toEqual([0, 1])
      expect(logs[0]?.output).toContain('Hello!')
      expect(prompt.path).toBe('support/greeting')
    })

    it('choose the version by environment in the query, and place the Log by log_environment in the body', async () => {
      const { id, version_id } = await api.upsert(greeting)
      const { id: environment_id } = await environment(id, 'production')
      await api.setDeployment({ id, environment_id, version_id })
      const answer = await api.call({ id, environment: 'production', log_environment: 'staging', messages, inputs: { name: 'Ada' } })
      expect(answer.environment).toBe('staging')
      await api.log({ id, environment: 'production', log_environment: 'staging', output: 'Hello, Ada!' })
      expect(sent.slice(-2)).toMatchObject([
        { line: 'POST /prompts/call?environment=production', body: { id, environment: 'staging', messages } },
        { line: 'POST /prompts/log?environment=production', body: { id, environment: 'staging', output: 'Hello, Ada!' } },
      ])
      for (const { body } of sent.slice(-2)) expect(body).not.toHaveProperty('log_environment')
    })

    it('bring a version along, and a new path makes the Prompt', async () => {
      const logged = await api.log({ path: 'support/farewell', prompt: { model: 'gpt-4o' }, output: 'Bye!' })
      expect(await api.get({ id: logged.prompt_id })).toMatchObject({ path: 'support/farewell', version_id: logged.version_id })
    })

    it('raise a ConflictError for a log_id in use', async () => {
      const once = { path: 'support/greeting', log_id: 'log_mine', output: 'Hello!' }
      expect((await api.log(once)).id).toBe('log_mine')
      await expect(api.log(once)).rejects.toThrow(ConflictError)
    })

    it('raise a NotFoundError for a Prompt that is not there', async () => {
      await expect(api.call({ id: 'pr_none', messages })).rejects.toThrow(NotFoundError)
      await expect(api.callStream({ id: 'pr_none', messages })).rejects.toThrow(NotFoundError)
    })

    it('change a Log: null clears, a field left out stays, and both come back as they are stored', async () => {
      const { id: log_id, prompt_id: id } = await api.log({ path: 'support/greeting', output: 'Hello!', error: 'late' })
      const changed = await api.updateLog({ id, log_id, error: null, finish_reason: 'stop' })
      expect(sent.at(-1)).toMatchObject({ line: `PATCH /prompts/${id}/log/${log_id}`, body: { error: null, finish_reason: 'stop' } })
      expect(changed).toMatchObject({ id: log_id, output: 'Hello!', error: null, finish_reason: 'stop' })
      expect('stdout' in changed).toBe(false)
    })

    it('stream the same answer in pieces', async () => {
      const params = { path: 'support/greeting', inputs: { name: 'Ada' }, messages }
      const { logs } = await api.call(params)
      const stream = await api.callStream(params)
      const pieces: string[] = []
      for await (const { output } of stream) pieces.push(output ?? '')
      expect(pieces.length).toBeGreaterThan(3)
      expect(pieces.join('')).toBe(logs[0]?.output)
      expect(stream.terminated).toBe(true)
      expect(sent.at(-1)).toMatchObject({ line: 'POST /prompts/call', body: { ...params, stream: true } })
    })
  })
})
