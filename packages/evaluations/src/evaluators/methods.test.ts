import { beforeEach, describe, expect, it } from 'vitest'
import { bind, type Bound, type HumanloopClient, request } from '@smarter-api/core'
import { humanloopTestClient, monitoredFileStories, type SentRequest } from '@smarter-api/test-support'
import {
  ConflictError,
  deleteEvaluator,
  deleteEvaluatorVersion,
  type EvaluatorSpec,
  evaluators,
  getEvaluator,
  listEvaluatorEnvironments,
  listEvaluators,
  listEvaluatorVersions,
  logEvaluator,
  moveEvaluator,
  NotFoundError,
  removeEvaluatorDeployment,
  setEvaluatorDeployment,
  UnprocessableEntityError,
  updateEvaluatorMonitoring,
  updateEvaluatorVersion,
  upsertEvaluator,
  type UpsertEvaluatorParams,
} from '../index.js'
import type * as Methods from './methods.js'

const standalone: typeof Methods = {
  delete: deleteEvaluator,
  deleteEvaluatorVersion,
  get: getEvaluator,
  list: listEvaluators,
  listEnvironments: listEvaluatorEnvironments,
  listVersions: listEvaluatorVersions,
  log: logEvaluator,
  move: moveEvaluator,
  removeDeployment: removeEvaluatorDeployment,
  setDeployment: setEvaluatorDeployment,
  updateEvaluatorVersion,
  updateMonitoring: updateEvaluatorMonitoring,
  upsert: upsertEvaluator,
}

const styles: [string, (client: HumanloopClient) => Bound<typeof Methods>][] = [
  ['standalone functions', (client) => bind(client, standalone)],
  ['the facade', evaluators],
]

const spec = { evaluator_type: 'external', arguments_type: 'target_free', return_type: 'boolean' } satisfies EvaluatorSpec
const short: UpsertEvaluatorParams = { path: 'checks/short', spec }
const strict: UpsertEvaluatorParams = { ...short, spec: { ...spec, attributes: { most: 100 } } }

describe.each(styles)('%s', (_, style) => {
  let api: Bound<typeof Methods>
  let client: HumanloopClient
  let sent: readonly SentRequest[]

  beforeEach(() => {
    ;({ client, sent } = humanloopTestClient())
    api = style(client)
  })

  const lastLine = () => sent.at(-1)?.line
  const judged = () => request<{ id: string }>(client, 'POST /prompts/log', { path: 'support/answer', prompt: { model: 'gpt-4o' }, output: 'Hello!' })

  monitoredFileStories({
    noun: 'Evaluator',
    collection: 'evaluators',
    connect: (client) => {
      const methods = style(client)
      return { ...methods, updateVersion: methods.updateEvaluatorVersion, deleteVersion: methods.deleteEvaluatorVersion }
    },
    first: { params: short, shows: { path: 'checks/short', name: 'short', spec } },
    second: { params: strict, shows: { spec: strict.spec } },
    fileAt: (path) => ({ path, spec }),
    refused: { params: { path: 'checks/short', spec: { ...spec, evaluator_type: 'python' } as EvaluatorSpec }, field: ['spec', 'code'] },
  })

  describe('move', () => {
    it('gives an Evaluator another name in its folder', async () => {
      const { id } = await api.upsert(short)
      expect(await api.move({ id, name: 'brief' })).toMatchObject({ id, path: 'checks/brief' })
      expect(sent.at(-1)).toMatchObject({ line: `PATCH /evaluators/${id}`, body: { name: 'brief' } })
    })
  })

  describe('upsert and get', () => {
    const specs: [string, EvaluatorSpec][] = [
      ['your own code', spec],
      ['a model', { ...spec, evaluator_type: 'llm', prompt: { model: 'gpt-4o', template: 'Is {{output}} polite?' } }],
      ['code on the platform', { ...spec, evaluator_type: 'python', return_type: 'number', code: 'def check(log):\n    return 1\n' }],
      ['people', { ...spec, evaluator_type: 'human', return_type: 'select', options: [{ name: 'good', valence: 'positive' }], instructions: 'Be fair.' }],
    ]

    it.each(specs)('make an Evaluator that judges by %s, and give it back', async (_, spec) => {
      const made = await api.upsert({ path: 'checks/one', spec })
      expect(sent).toMatchObject([{ line: 'POST /evaluators', body: { path: 'checks/one', spec } }])
      expect(made).toMatchObject({ path: 'checks/one', name: 'one', spec })
      expect(await api.get({ id: made.id })).toEqual(made)
      expect(lastLine()).toBe(`GET /evaluators/${made.id}`)
    })
  })

  describe('updateMonitoring', () => {
    it('has an Evaluator judge the judgments of another, and no longer', async () => {
      const { id } = await api.upsert(short)
      const { version_id: evaluator_version_id } = await api.upsert({ path: 'checks/judge', spec })
      const watched = await api.updateMonitoring({ id, activate: [{ evaluator_version_id }] })
      expect(watched.evaluators).toMatchObject([{ state: 'active', version: { path: 'checks/judge' } }])
      expect(sent.at(-1)).toMatchObject({ line: `POST /evaluators/${id}/evaluators`, body: { activate: [{ evaluator_version_id }] } })
      expect(await api.updateMonitoring({ id, deactivate: [{ evaluator_version_id }] })).toMatchObject({ evaluators: [] })
      await expect(api.updateMonitoring({ id, activate: [{ evaluator_version_id: 'evv_none' }] })).rejects.toThrow(NotFoundError)
    })
  })

  describe('log', () => {
    it('keeps a judgment of a Log, and a new path makes the Evaluator', async () => {
      const { id: parent_id } = await judged()
      const made = await api.log({ path: 'checks/short', spec, parent_id, judgment: true })
      expect(made).toMatchObject({ parent_id })
      const { records } = await api.listVersions({ id: (await api.list()).items[0]?.id ?? '' })
      expect(records).toMatchObject([{ path: 'checks/short', spec, version_id: made.version_id, version_logs_count: 1 }])
    })

    it('keeps false and null apart, as the judge said', async () => {
      const { id: parent_id } = await judged()
      const { id } = await api.upsert(short)
      const refuted = await api.log({ id, parent_id, judgment: false })
      const failed = await api.log({ id, parent_id, judgment: null, error: 'no answer' })
      expect(sent.at(-1)?.body).toEqual({ id, parent_id, judgment: null, error: 'no answer' })
      const { evaluator_logs } = await request<{ evaluator_logs: object[] }>(client, 'GET /logs/{id}', { id: parent_id })
      expect(evaluator_logs).toMatchObject([{ id: refuted.id, judgment: false }, { id: failed.id, error: 'no answer' }])
    })

    it('raises an error for a judgment of another kind, a log_id in use, and a Log that is not there', async () => {
      const { id: parent_id } = await judged()
      const { id } = await api.upsert(short)
      await expect(api.log({ id, parent_id, judgment: 'yes' })).rejects.toThrow(UnprocessableEntityError)
      await api.log({ id, parent_id, judgment: true, log_id: 'log_mine' })
      await expect(api.log({ id, parent_id, judgment: true, log_id: 'log_mine' })).rejects.toThrow(ConflictError)
      await expect(api.log({ id, parent_id: 'log_none', judgment: true })).rejects.toThrow(NotFoundError)
    })
  })
})
