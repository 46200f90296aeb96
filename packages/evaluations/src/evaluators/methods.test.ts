import { beforeEach, describe, expect, it } from 'vitest'
import { bind, type Bound, type HumanloopClient, request } from '@smarter-api/core'
import { humanloopTestClient, type SentRequest } from '@smarter-api/test-support'
import {
  BadRequestError,
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

    it('give the version that exists for the same spec, and a new one for another', async () => {
      const first = await api.upsert(short)
      expect((await api.upsert(short)).version_id).toBe(first.version_id)
      const other = await api.upsert(strict)
      expect(other.id).toBe(first.id)
      expect(other.version_id).not.toBe(first.version_id)
      expect(await api.get({ id: first.id, version_id: first.version_id })).toMatchObject({ version_id: first.version_id, spec })
    })

    it('raise a ConflictError for a version name in use, and an UnprocessableEntityError that names the field', async () => {
      await api.upsert({ ...short, version_name: 'one' })
      await expect(api.upsert({ ...strict, version_name: 'one' })).rejects.toThrow(ConflictError)
      const refused = api.upsert({ path: 'checks/short', spec: { ...spec, evaluator_type: 'python' } as EvaluatorSpec })
      await expect(refused).rejects.toThrow(UnprocessableEntityError)
      await expect(refused).rejects.toMatchObject({ route: 'POST /evaluators', body: { detail: [{ loc: ['body', 'spec', 'code'] }] } })
    })

    it('raise a NotFoundError in the words of the API', async () => {
      await expect(api.get({ id: 'ev_none' })).rejects.toThrow(NotFoundError)
      await expect(api.get({ id: 'ev_none' })).rejects.toThrow(/^GET \/evaluators\/\{id\} failed with 404: .*ev_none/)
    })
  })

  describe('list', () => {
    it('walks every Evaluator of every page, and asks for no page after the last', async () => {
      for (const path of ['a', 'b', 'c']) await api.upsert({ path, spec })
      const found: string[] = []
      for await (const { path } of api.list({ size: 2, sort_by: 'name', order: 'asc' })) found.push(path)
      expect(found).toEqual(['a', 'b', 'c'])
      expect(sent).toHaveLength(5)
      expect((await api.list()).total).toBe(3)
    })
  })

  describe('move and delete', () => {
    it('give an Evaluator another path and keep its id', async () => {
      const { id } = await api.upsert(short)
      expect(await api.move({ id, name: 'brief' })).toMatchObject({ id, path: 'checks/brief' })
      expect(sent.at(-1)).toMatchObject({ line: `PATCH /evaluators/${id}`, body: { name: 'brief' } })
      await api.upsert(short)
      await expect(api.move({ id, path: 'checks/short' })).rejects.toThrow(ConflictError)
    })

    it('take an Evaluator away, which gives nothing', async () => {
      const { id } = await api.upsert(short)
      expect(await api.delete({ id })).toBeUndefined()
      expect(lastLine()).toBe(`DELETE /evaluators/${id}`)
      await expect(api.delete({ id })).rejects.toThrow(NotFoundError)
    })
  })

  describe('versions', () => {
    it('take a name, and lose it to null while a field left out stays', async () => {
      const { id, version_id } = await api.upsert(short)
      await api.updateEvaluatorVersion({ id, version_id, name: 'one', description: 'the first' })
      expect(await api.updateEvaluatorVersion({ id, version_id, name: null })).toMatchObject({ version_name: null, version_description: 'the first' })
      expect(sent.at(-1)?.line).toBe(`PATCH /evaluators/${id}/versions/${version_id}`)
      expect(sent.at(-1)?.body).toEqual({ name: null })
    })

    it('are listed in one answer and deleted one by one, but for the last', async () => {
      const { id, version_id } = await api.upsert(short)
      const { version_id: other } = await api.upsert(strict)
      const { records } = await api.listVersions({ id, evaluator_aggregates: true })
      expect(lastLine()).toBe(`GET /evaluators/${id}/versions?evaluator_aggregates=true`)
      expect(new Set(records.map((version) => version.version_id))).toEqual(new Set([version_id, other]))
      expect(await api.deleteEvaluatorVersion({ id, version_id })).toBeUndefined()
      expect(lastLine()).toBe(`DELETE /evaluators/${id}/versions/${version_id}`)
      await expect(api.deleteEvaluatorVersion({ id, version_id: other })).rejects.toThrow(BadRequestError)
    })
  })

  describe('deployments', () => {
    it('choose the version that an environment gives, and are taken off again', async () => {
      const { id, version_id } = await api.upsert(short)
      await api.upsert(strict)
      const environments = await api.listEnvironments({ id })
      const environment_id = environments.find(({ name }) => name === 'staging')?.id ?? ''
      expect(await api.setDeployment({ id, environment_id, version_id })).toMatchObject({ version_id })
      expect(sent.at(-1)).toMatchObject({ line: `POST /evaluators/${id}/environments/${environment_id}?version_id=${version_id}`, body: undefined })
      expect(await api.get({ id, environment: 'staging' })).toMatchObject({ version_id })
      expect(await api.removeDeployment({ id, environment_id })).toBeUndefined()
      expect(lastLine()).toBe(`DELETE /evaluators/${id}/environments/${environment_id}`)
      await expect(api.get({ id, environment: 'staging' })).rejects.toThrow(NotFoundError)
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
