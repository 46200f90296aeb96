import { beforeEach, describe, expect, it } from 'vitest'
import { bind, type Bound, type HumanloopClient } from '@smarter-api/core'
import { humanloopTestClient, type SentRequest } from '@smarter-api/test-support'
import {
  ConflictError,
  deleteFlow,
  deleteFlowVersion,
  flows,
  getFlow,
  listFlowEnvironments,
  listFlows,
  listFlowVersions,
  logFlow,
  moveFlow,
  NotFoundError,
  removeFlowDeployment,
  setFlowDeployment,
  UnprocessableEntityError,
  updateFlowLog,
  updateFlowMonitoring,
  updateFlowVersion,
  upsertFlow,
  type UpsertFlowParams,
} from './index.js'
import type * as Methods from './methods.js'

const standalone: typeof Methods = {
  delete: deleteFlow,
  deleteFlowVersion,
  get: getFlow,
  list: listFlows,
  listEnvironments: listFlowEnvironments,
  listVersions: listFlowVersions,
  log: logFlow,
  move: moveFlow,
  removeDeployment: removeFlowDeployment,
  setDeployment: setFlowDeployment,
  updateFlowVersion,
  updateLog: updateFlowLog,
  updateMonitoring: updateFlowMonitoring,
  upsert: upsertFlow,
}

const styles: [string, (client: HumanloopClient) => Bound<typeof Methods>][] = [
  ['standalone functions', (client) => bind(client, standalone)],
  ['the facade', flows],
]

const ticket = { path: 'support/ticket', attributes: { retriever: 'bm25' } }
const denser = { ...ticket, attributes: { retriever: 'dense' } }

describe.each(styles)('%s', (_, style) => {
  let api: Bound<typeof Methods>
  let sent: readonly SentRequest[]

  beforeEach(() => {
    const test = humanloopTestClient()
    api = style(test.client)
    ;({ sent } = test)
  })

  const lastLine = () => sent.at(-1)?.line

  describe('upsert and get', () => {
    it('make a Flow and give it back', async () => {
      const made = await api.upsert(ticket)
      expect(sent).toMatchObject([{ line: 'POST /flows', body: ticket }])
      expect(made).toMatchObject({ path: 'support/ticket', name: 'ticket', attributes: { retriever: 'bm25' } })
      expect(await api.get({ id: made.id })).toEqual(made)
      expect(lastLine()).toBe(`GET /flows/${made.id}`)
    })

    it('give the version that exists for the same attributes, and a new one for others', async () => {
      const first = await api.upsert(ticket)
      expect((await api.upsert(ticket)).version_id).toBe(first.version_id)
      expect((await api.upsert(denser)).version_id).not.toBe(first.version_id)
      expect(await api.get({ id: first.id, version_id: first.version_id })).toMatchObject({ attributes: ticket.attributes })
    })

    it('raise errors for a version name in use, for attributes left out, and for a Flow that is not there', async () => {
      await api.upsert({ ...ticket, version_name: 'one' })
      await expect(api.upsert({ ...denser, version_name: 'one' })).rejects.toThrow(ConflictError)
      const refused = api.upsert({ path: 'support/ticket' } as UpsertFlowParams)
      await expect(refused).rejects.toThrow(UnprocessableEntityError)
      await expect(refused).rejects.toMatchObject({ route: 'POST /flows', body: { detail: [{ loc: ['body', 'attributes'] }] } })
      await expect(api.get({ id: 'fl_none' })).rejects.toThrow(NotFoundError)
    })
  })

  describe('list', () => {
    it('walks every Flow of every page, and asks for no page after the last', async () => {
      for (const path of ['a', 'b', 'c']) await api.upsert({ path, attributes: {} })
      const found: string[] = []
      for await (const { path } of api.list({ size: 2, sort_by: 'name', order: 'desc' })) found.push(path)
      expect(found).toEqual(['c', 'b', 'a'])
      expect(sent).toHaveLength(5)
      expect((await api.list()).total).toBe(3)
    })
  })

  describe('move and delete', () => {
    it('give a Flow another path and keep its id', async () => {
      const { id } = await api.upsert(ticket)
      expect(await api.move({ id, path: 'sales/lead' })).toMatchObject({ id, path: 'sales/lead', name: 'lead' })
      expect(sent.at(-1)).toMatchObject({ line: `PATCH /flows/${id}`, body: { path: 'sales/lead' } })
      await api.upsert(ticket)
      await expect(api.move({ id, path: 'support/ticket' })).rejects.toThrow(ConflictError)
    })

    it('take a Flow away, which gives nothing', async () => {
      const { id } = await api.upsert(ticket)
      expect(await api.delete({ id })).toBeUndefined()
      expect(lastLine()).toBe(`DELETE /flows/${id}`)
      await expect(api.delete({ id })).rejects.toThrow(NotFoundError)
    })
  })

  describe('versions', () => {
    it('take a name, and lose it to null while a field left out stays', async () => {
      const { id, version_id } = await api.upsert(ticket)
      await api.updateFlowVersion({ id, version_id, name: 'one', description: 'the first' })
      expect(await api.updateFlowVersion({ id, version_id, name: null })).toMatchObject({ version_name: null, version_description: 'the first' })
      expect(lastLine()).toBe(`PATCH /flows/${id}/versions/${version_id}`)
      expect(sent.at(-1)?.body).toEqual({ name: null })
    })

    it('are listed in one answer and deleted one by one', async () => {
      const { id, version_id } = await api.upsert(ticket)
      const { version_id: other } = await api.upsert(denser)
      const { records } = await api.listVersions({ id, evaluator_aggregates: true })
      expect(lastLine()).toBe(`GET /flows/${id}/versions?evaluator_aggregates=true`)
      expect(new Set(records.map((version) => version.version_id))).toEqual(new Set([version_id, other]))
      expect(await api.deleteFlowVersion({ id, version_id })).toBeUndefined()
      expect(lastLine()).toBe(`DELETE /flows/${id}/versions/${version_id}`)
      await expect(api.get({ id, version_id })).rejects.toThrow(NotFoundError)
    })
  })

  describe('deployments', () => {
    it('choose the version that an environment gives, and are taken off again', async () => {
      const { id, version_id } = await api.upsert(ticket)
      await api.upsert(denser)
      const environment_id = (await api.listEnvironments({ id })).find(({ name }) => name === 'staging')?.id ?? ''
      expect(await api.setDeployment({ id, environment_id, version_id })).toMatchObject({ version_id })
      expect(sent.at(-1)).toMatchObject({ line: `POST /flows/${id}/environments/${environment_id}?version_id=${version_id}`, body: undefined })
      expect(await api.get({ id, environment: 'staging' })).toMatchObject({ version_id })
      expect(await api.log({ id, environment: 'staging', log_environment: 'mine' })).toMatchObject({ flow_id: id, version_id })
      expect(await api.removeDeployment({ id, environment_id })).toBeUndefined()
      expect(lastLine()).toBe(`DELETE /flows/${id}/environments/${environment_id}`)
      await expect(api.get({ id, environment: 'staging' })).rejects.toThrow(NotFoundError)
    })
  })

  describe('updateMonitoring', () => {
    it('gives the Flow with its Evaluators, and raises a NotFoundError for one that is not there', async () => {
      const { id } = await api.upsert(ticket)
      expect(await api.updateMonitoring({ id, activate: [] })).toMatchObject({ id, evaluators: [] })
      expect(sent.at(-1)).toMatchObject({ line: `POST /flows/${id}/evaluators`, body: { activate: [] } })
      await expect(api.updateMonitoring({ id, activate: [{ evaluator_version_id: 'evv_none' }] })).rejects.toThrow(NotFoundError)
    })
  })

  describe('traces', () => {
    const flow = { attributes: {} }
    const open = { path: 'support/ticket', flow, inputs: { question: 'Why?' }, log_status: 'incomplete' } as const

    it('take steps while they are open, and tell where a step belongs', async () => {
      const { id: trace, flow_id, log_status } = await api.log(open)
      expect(log_status).toBe('incomplete')
      const { id: step } = await api.log({ path: 'support/search', flow, trace_parent_id: trace, output: '2 articles' })
      const whole = await api.updateLog({ log_id: trace, output: 'Because.' })
      expect(whole).toMatchObject({ flow: { id: flow_id }, log_status: 'incomplete', trace_children: [{ id: step, trace_parent_id: trace, trace_id: trace }] })
    })

    it('are completed once they have inputs and a result, and never opened again', async () => {
      const { id: log_id } = await api.log(open)
      await expect(api.updateLog({ log_id, log_status: 'complete' })).rejects.toThrow(UnprocessableEntityError)
      const completed = await api.updateLog({ log_id, output: 'Because.', log_status: 'complete' })
      expect(sent.at(-1)?.line).toBe(`PATCH /flows/logs/${log_id}`)
      expect(sent.at(-1)?.body).toEqual({ output: 'Because.', log_status: 'complete' })
      expect(completed).toMatchObject({ log_status: 'complete', end_time: expect.any(String) })
      await expect(api.updateLog({ log_id, log_status: 'incomplete' })).rejects.toThrow(ConflictError)
    })

    it('take no more steps once they are complete', async () => {
      const { id: trace } = await api.log({ ...open, output: 'Because.', log_status: 'complete' })
      await expect(api.log({ path: 'support/search', flow, trace_parent_id: trace })).rejects.toThrow(ConflictError)
    })

    it('may be sent after their steps, under an id that the caller chose', async () => {
      const { id: step } = await api.log({ path: 'support/search', flow, trace_parent_id: 'log_mine', output: '2 articles' })
      await api.log({ ...open, log_id: 'log_mine' })
      expect(await api.updateLog({ log_id: 'log_mine', output: 'Because.' })).toMatchObject({ id: 'log_mine', trace_children: [{ id: step }] })
    })

    it('lose a field to null while a field left out stays', async () => {
      const { id: log_id } = await api.log({ ...open, output: 'Because.', error: 'late' })
      const changed = await api.updateLog({ log_id, error: null })
      expect(sent.at(-1)?.body).toEqual({ error: null })
      expect(changed).toMatchObject({ output: 'Because.', error: null, inputs: { question: 'Why?' } })
    })

    it('raise a ConflictError for a log_id in use, and a NotFoundError for what is not there', async () => {
      const once = { ...open, log_id: 'log_mine' }
      expect((await api.log(once)).id).toBe('log_mine')
      await expect(api.log(once)).rejects.toThrow(ConflictError)
      await expect(api.log({ path: 'support/none' })).rejects.toThrow(NotFoundError)
      await expect(api.updateLog({ log_id: 'log_none', output: 'Because.' })).rejects.toThrow(/404: .*log_none/)
    })
  })
})
