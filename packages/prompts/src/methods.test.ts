import { beforeEach, describe, expect, it } from 'vitest'
import { bind, type Bound, type HumanloopClient } from '@smarter-api/core'
import { humanloopTestClient, type SentRequest } from '@smarter-api/test-support'
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
  UnprocessableEntityError,
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

  describe('upsert', () => {
    it('sends its params as the body and gives the Prompt', async () => {
      const prompt = await api.upsert(greeting)
      expect(prompt).toMatchObject({ path: 'support/greeting', name: 'greeting', model: 'gpt-4o', inputs: [{ name: 'name' }] })
      expect(sent).toMatchObject([{ line: 'POST /prompts', body: greeting }])
    })

    it('gives the version that exists for the same content, and a new one for other content', async () => {
      const first = await api.upsert(greeting)
      expect((await api.upsert(greeting)).version_id).toBe(first.version_id)
      const other = await api.upsert({ ...greeting, temperature: 0 })
      expect(other.id).toBe(first.id)
      expect(other.version_id).not.toBe(first.version_id)
    })

    it('raises a ConflictError for a version name in use, and does not try again', async () => {
      await api.upsert({ ...greeting, version_name: 'one' })
      await expect(api.upsert({ ...greeting, temperature: 0, version_name: 'one' }, { maxRetries: 2 })).rejects.toThrow(ConflictError)
      expect(sent).toHaveLength(2)
    })

    it('raises an UnprocessableEntityError that names the field', async () => {
      const refused = api.upsert({ path: 'support/greeting' } as UpsertPromptParams)
      await expect(refused).rejects.toThrow(UnprocessableEntityError)
      await expect(refused).rejects.toMatchObject({ status: 422, route: 'POST /prompts', body: { detail: [{ loc: ['body', 'model'] }] } })
    })
  })

  describe('get', () => {
    it('gives the version that the query names, and the newest without one', async () => {
      const { id, version_id } = await api.upsert(greeting)
      const newest = await api.upsert({ ...greeting, temperature: 0 })
      expect(await api.get({ id, version_id })).toMatchObject({ version_id, temperature: 1 })
      expect(await api.get({ id })).toMatchObject({ version_id: newest.version_id, temperature: 0 })
      expect(lines().slice(2)).toEqual([`GET /prompts/${id}?version_id=${version_id}`, `GET /prompts/${id}`])
    })

    it('raises a NotFoundError in the words of the API', async () => {
      const missing = api.get({ id: 'pr_none' })
      await expect(missing).rejects.toThrow(NotFoundError)
      await expect(missing).rejects.toThrow(/^GET \/prompts\/\{id\} failed with 404: .*pr_none/)
    })

    it('tells the request id of the answer', async () => {
      const { id } = await api.upsert(greeting)
      const { data, requestId } = await api.get({ id }).withResponse()
      expect(requestId).toMatch(/^req_/)
      expect(data._request_id).toBe(requestId)
    })
  })

  describe('list', () => {
    const paths = ['a', 'b', 'c', 'd', 'e']

    beforeEach(async () => {
      for (const path of paths) await api.upsert({ path, model: 'gpt-4o' })
    })

    it('walks every Prompt of every page, and asks for no page after the last', async () => {
      const found: string[] = []
      for await (const { path } of api.list({ size: 2, sort_by: 'name', order: 'asc' })) found.push(path)
      expect(found).toEqual(paths)
      const pages = lines().slice(paths.length)
      expect(pages.map((line) => new URLSearchParams(line.split('?')[1]).get('page'))).toEqual([null, '2', '3'])
    })

    it('gives one page when awaited', async () => {
      const page = await api.list({ page: 3, size: 2, sort_by: 'name', order: 'asc' })
      expect(page.items.map(({ path }) => path)).toEqual(['e'])
      expect([page.total, page.hasNextPage()]).toEqual([5, false])
    })

    it('gives page by page', async () => {
      const sizes: number[] = []
      for await (const { items } of api.list({ size: 3 }).iterPages()) sizes.push(items.length)
      expect(sizes).toEqual([3, 2])
    })

    it('needs no params', async () => {
      expect((await api.list()).items).toHaveLength(5)
      expect(lines().at(-1)).toBe('GET /prompts')
    })
  })

  describe('move and delete', () => {
    it('gives a Prompt another path and keeps its id', async () => {
      const { id } = await api.upsert(greeting)
      expect(await api.move({ id, path: 'sales/hello' })).toMatchObject({ id, path: 'sales/hello', name: 'hello' })
      expect(sent.at(-1)).toMatchObject({ line: `PATCH /prompts/${id}`, body: { path: 'sales/hello' } })
    })

    it('raises a ConflictError for a path in use', async () => {
      const { id } = await api.upsert(greeting)
      await api.upsert({ ...greeting, path: 'sales/hello' })
      await expect(api.move({ id, path: 'sales/hello' })).rejects.toThrow(ConflictError)
    })

    it('deletes a Prompt and gives nothing', async () => {
      const { id } = await api.upsert(greeting)
      expect(await api.delete({ id })).toBeUndefined()
      await expect(api.get({ id })).rejects.toThrow(NotFoundError)
      expect(lines().slice(1)).toEqual([`DELETE /prompts/${id}`, `GET /prompts/${id}`])
    })
  })

  describe('versions', () => {
    it('are all listed in one answer', async () => {
      const { id } = await api.upsert(greeting)
      await api.upsert({ ...greeting, temperature: 0 })
      const { records } = await api.listVersions({ id, evaluator_aggregates: true })
      expect(new Set(records.map(({ temperature }) => temperature))).toEqual(new Set([0, 1]))
      expect(lines().at(-1)).toBe(`GET /prompts/${id}/versions?evaluator_aggregates=true`)
    })

    it('take a name, and lose it to null while a field left out stays', async () => {
      const { id, version_id } = await api.upsert(greeting)
      await api.patchPromptVersion({ id, version_id, name: 'one', description: 'the first' })
      const { records } = await api.listVersions({ id })
      expect(records).toMatchObject([{ version_name: 'one', version_description: 'the first' }])
      const patched = await api.patchPromptVersion({ id, version_id, name: null })
      expect(sent.at(-1)).toMatchObject({ line: `PATCH /prompts/${id}/versions/${version_id}`, body: { name: null } })
      expect(sent.at(-1)?.body).not.toHaveProperty('description')
      expect(patched).toMatchObject({ version_name: null, version_description: 'the first' })
    })

    it('are deleted one by one, which gives nothing', async () => {
      const { id, version_id } = await api.upsert(greeting)
      await api.upsert({ ...greeting, temperature: 0 })
      expect(await api.deletePromptVersion({ id, version_id })).toBeUndefined()
      expect(lines().at(-1)).toBe(`DELETE /prompts/${id}/versions/${version_id}`)
      await expect(api.get({ id, version_id })).rejects.toThrow(NotFoundError)
    })
  })

  describe('deployments', () => {
    it('choose the version that an environment gives', async () => {
      const { id, version_id } = await api.upsert(greeting)
      await api.upsert({ ...greeting, temperature: 0 })
      const staging = await environment(id, 'staging')
      expect(await api.setDeployment({ id, environment_id: staging.id, version_id })).toMatchObject({ version_id })
      expect(sent.at(-1)).toMatchObject({ line: `POST /prompts/${id}/environments/${staging.id}?version_id=${version_id}`, body: undefined })
      expect(await api.get({ id, environment: 'staging' })).toMatchObject({ version_id })
      expect((await environment(id, 'staging')).file).toMatchObject({ version_id })
    })

    it('are taken off again, which gives nothing', async () => {
      const { id, version_id } = await api.upsert(greeting)
      const { id: environment_id } = await environment(id, 'staging')
      await api.setDeployment({ id, environment_id, version_id })
      expect(await api.removeDeployment({ id, environment_id })).toBeUndefined()
      expect(lines().at(-1)).toBe(`DELETE /prompts/${id}/environments/${environment_id}`)
      await expect(api.get({ id, environment: 'staging' })).rejects.toThrow(NotFoundError)
    })
  })

  describe('updateMonitoring', () => {
    it('gives the Prompt with its Evaluators', async () => {
      const { id } = await api.upsert(greeting)
      expect(await api.updateMonitoring({ id, activate: [] })).toMatchObject({ id, evaluators: [] })
      expect(sent.at(-1)).toMatchObject({ line: `POST /prompts/${id}/evaluators`, body: { activate: [] } })
    })

    it('raises a NotFoundError for an Evaluator that is not there', async () => {
      const { id } = await api.upsert(greeting)
      await expect(api.updateMonitoring({ id, activate: [{ evaluator_version_id: 'evv_none' }] })).rejects.toThrow(NotFoundError)
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
