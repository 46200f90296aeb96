import { beforeEach, describe, expect, it } from 'vitest'
import { bind, type Bound, type HumanloopClient } from '@smarter-api/core'
import { humanloopTestClient, monitoredFileStories, type SentRequest } from '@smarter-api/test-support'
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

const ticket: UpsertFlowParams = { path: 'support/ticket', attributes: { retriever: 'bm25' } }
const denser: UpsertFlowParams = { ...ticket, attributes: { retriever: 'dense' } }

describe.each(styles)('%s', (_, style) => {
  let api: Bound<typeof Methods>
  let sent: readonly SentRequest[]

  beforeEach(() => {
    const test = humanloopTestClient()
    api = style(test.client)
    ;({ sent } = test)
  })

  monitoredFileStories({
    noun: 'Flow',
    collection: 'flows',
    connect: (client) => {
      const methods = style(client)
      return { ...methods, updateVersion: methods.updateFlowVersion, deleteVersion: methods.deleteFlowVersion }
    },
    first: { params: ticket, shows: { path: 'support/ticket', name: 'ticket', attributes: { retriever: 'bm25' } } },
    second: { params: denser, shows: { attributes: { retriever: 'dense' } } },
    fileAt: (path) => ({ path, attributes: {} }),
    refused: { params: { path: 'support/ticket' } as UpsertFlowParams, field: ['attributes'] },
  })

  describe('deployments', () => {
    it('choose the version that a trace belongs to', async () => {
      const { id, version_id } = await api.upsert(ticket)
      await api.upsert(denser)
      const environment_id = (await api.listEnvironments({ id })).find(({ name }) => name === 'staging')?.id ?? ''
      await api.setDeployment({ id, environment_id, version_id })
      expect(await api.log({ id, environment: 'staging', log_environment: 'mine' })).toMatchObject({ flow_id: id, version_id })
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
