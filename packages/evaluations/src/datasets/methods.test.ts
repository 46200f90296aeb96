import { beforeEach, describe, expect, it } from 'vitest'
import { bind, type Bound, type HumanloopClient } from '@smarter-api/core'
import { humanloopTestClient, type SentRequest } from '@smarter-api/test-support'
import {
  BadRequestError,
  ConflictError,
  datasets,
  deleteDataset,
  deleteDatasetVersion,
  getDataset,
  listDatasetDatapoints,
  listDatasetEnvironments,
  listDatasets,
  listDatasetVersions,
  moveDataset,
  NotFoundError,
  removeDatasetDeployment,
  setDatasetDeployment,
  UnprocessableEntityError,
  updateDatasetVersion,
  uploadDatasetCsv,
  upsertDataset,
  type UpsertDatasetParams,
} from '../index.js'
import type * as Methods from './methods.js'

const standalone: typeof Methods = {
  delete: deleteDataset,
  deleteDatasetVersion,
  get: getDataset,
  list: listDatasets,
  listDatapoints: listDatasetDatapoints,
  listEnvironments: listDatasetEnvironments,
  listVersions: listDatasetVersions,
  move: moveDataset,
  removeDeployment: removeDatasetDeployment,
  setDeployment: setDatasetDeployment,
  updateDatasetVersion,
  uploadCsv: uploadDatasetCsv,
  upsert: upsertDataset,
}

const styles: [string, (client: HumanloopClient) => Bound<typeof Methods>][] = [
  ['standalone functions', (client) => bind(client, standalone)],
  ['the facade', datasets],
]

const ask = (question: string) => ({ inputs: { question } })
const why = { ...ask('Why?'), target: { answer: 'Because.', sure: true, environment: null } }
const questions: UpsertDatasetParams = { path: 'support/questions', datapoints: [why, ask('When?')] }
const more: UpsertDatasetParams = { path: 'support/questions', action: 'add', datapoints: [ask('Where?')] }

describe.each(styles)('%s', (_, style) => {
  let api: Bound<typeof Methods>
  let sent: readonly SentRequest[]

  beforeEach(() => {
    const test = humanloopTestClient()
    api = style(test.client)
    ;({ sent } = test)
  })

  const lastLine = () => sent.at(-1)?.line
  const questionsOf = async (params: { id: string; version_id?: string; environment?: string }) => {
    const asked: (string | undefined)[] = []
    for await (const { inputs } of api.listDatapoints(params)) asked.push(inputs?.['question'])
    return asked
  }

  describe('upsert and get', () => {
    it('make a Dataset, and give its datapoints where they are asked for', async () => {
      const made = await api.upsert(questions)
      expect(sent).toMatchObject([{ line: 'POST /datasets', body: questions }])
      expect(made).toMatchObject({ path: 'support/questions', name: 'questions', datapoints_count: 2 })
      expect('datapoints' in made).toBe(false)
      const { datapoints } = await api.get({ id: made.id, include_datapoints: true })
      expect(lastLine()).toBe(`GET /datasets/${made.id}?include_datapoints=true`)
      expect(datapoints).toMatchObject(questions.datapoints)
      expect((await api.upsert({ ...questions, include_datapoints: true })).datapoints).toEqual(datapoints)
    })

    it('add to the latest version and take away from it, each making a version of its own', async () => {
      const { id, version_id } = await api.upsert(questions)
      const added = await api.upsert(more)
      expect(added).toMatchObject({ id, datapoints_count: 3 })
      const left = await api.upsert({ ...more, action: 'remove', datapoints: [why] })
      expect(await questionsOf({ id, version_id: left.version_id })).toEqual(['When?', 'Where?'])
      expect(await questionsOf({ id, version_id })).toEqual(['Why?', 'When?'])
    })

    it('add to the version that the query chooses', async () => {
      const { id, version_id } = await api.upsert(questions)
      await api.upsert({ ...questions, datapoints: [] })
      const added = await api.upsert({ ...more, version_id })
      expect(sent.at(-1)).toMatchObject({ line: `POST /datasets?version_id=${version_id}`, body: more })
      expect(await questionsOf({ id, version_id: added.version_id })).toEqual(['Why?', 'When?', 'Where?'])
    })

    it('keep equal datapoints once, unless an input tells them apart', async () => {
      const first = await api.upsert(questions)
      expect((await api.upsert({ ...more, datapoints: [why] })).version_id).toBe(first.version_id)
      const twin = { ...why, inputs: { ...why.inputs, _dedupe_id: '2' } }
      expect(await api.upsert({ ...more, datapoints: [why, twin] })).toMatchObject({ datapoints_count: 3 })
    })

    it('raise a ConflictError for a version name in use, and an UnprocessableEntityError that names the field', async () => {
      await api.upsert({ ...questions, version_name: 'one' })
      await expect(api.upsert({ ...more, version_name: 'one' })).rejects.toThrow(ConflictError)
      const refused = api.upsert({ path: 'support/questions' } as UpsertDatasetParams)
      await expect(refused).rejects.toThrow(UnprocessableEntityError)
      await expect(refused).rejects.toMatchObject({ route: 'POST /datasets', body: { detail: [{ loc: ['body', 'datapoints'] }] } })
    })

    it('raise a NotFoundError in the words of the API', async () => {
      await expect(api.get({ id: 'ds_none' })).rejects.toThrow(NotFoundError)
      await expect(api.get({ id: 'ds_none' })).rejects.toThrow(/^GET \/datasets\/\{id\} failed with 404: .*ds_none/)
    })
  })

  describe('lists', () => {
    it('walk every Dataset of every page, and ask for no page after the last', async () => {
      for (const path of ['a', 'b', 'c']) await api.upsert({ path, datapoints: [] })
      const found: string[] = []
      for await (const { path } of api.list({ size: 2, sort_by: 'name', order: 'asc' })) found.push(path)
      expect(found).toEqual(['a', 'b', 'c'])
      expect(sent).toHaveLength(5)
      expect((await api.list()).total).toBe(3)
    })

    it('walk every datapoint in its order, and end at the total', async () => {
      const { id } = await api.upsert({ ...questions, datapoints: ['a', 'b', 'c', 'd'].map(ask) })
      const page = await api.listDatapoints({ id, size: 2 })
      expect([page.items.length, page.total]).toEqual([2, 4])
      const asked: unknown[] = []
      for await (const { inputs } of page) asked.push(inputs?.['question'])
      expect(asked).toEqual(['a', 'b', 'c', 'd'])
      expect(sent.slice(1).map(({ line }) => line)).toEqual(['', '&page=2'].map((next) => `GET /datasets/${id}/datapoints?size=2${next}`))
      await expect(api.listDatapoints({ id, size: -1 })).rejects.toThrow(UnprocessableEntityError)
    })
  })

  describe('uploadCsv', () => {
    const csv = new File(['question,target.answer\nWhere?,"Here, there"\nHow?,\n'], 'rows.csv', { type: 'text/csv' })

    it('adds a datapoint for each row, which makes a version with its labels', async () => {
      const { id, version_id } = await api.upsert(questions)
      await api.upsert({ ...questions, datapoints: [] })
      const added = await api.uploadCsv({ id, version_id, file: csv, version_name: 'two', version_description: 'from the help desk' })
      expect(lastLine()).toBe(`POST /datasets/${id}/datapoints/csv?version_id=${version_id}`)
      expect(added).toMatchObject({ id, datapoints_count: 4, version_name: 'two', version_description: 'from the help desk' })
      const { items } = await api.listDatapoints({ id, version_id: added.version_id })
      expect(items.slice(2)).toMatchObject([{ ...ask('Where?'), target: { answer: 'Here, there' } }, ask('How?')])
    })

    it('raises a NotFoundError for a Dataset that is not there, and an UnprocessableEntityError for what is no CSV', async () => {
      await expect(api.uploadCsv({ id: 'ds_none', file: csv })).rejects.toThrow(NotFoundError)
      const { id } = await api.upsert(questions)
      await expect(api.uploadCsv({ id, file: new Blob(['a,b\n1\n']) })).rejects.toThrow(UnprocessableEntityError)
    })
  })

  describe('move and delete', () => {
    it('give a Dataset another path and keep its id', async () => {
      const { id } = await api.upsert(questions)
      expect(await api.move({ id, path: 'sales/questions' })).toMatchObject({ id, path: 'sales/questions' })
      expect(sent.at(-1)).toMatchObject({ line: `PATCH /datasets/${id}`, body: { path: 'sales/questions' } })
      await api.upsert(questions)
      await expect(api.move({ id, path: 'support/questions' })).rejects.toThrow(ConflictError)
    })

    it('take a Dataset away, which gives nothing', async () => {
      const { id } = await api.upsert(questions)
      expect(await api.delete({ id })).toBeUndefined()
      expect(lastLine()).toBe(`DELETE /datasets/${id}`)
      await expect(api.delete({ id })).rejects.toThrow(NotFoundError)
    })
  })

  describe('versions', () => {
    it('take a name, and lose it to null while a field left out stays', async () => {
      const { id, version_id } = await api.upsert(questions)
      await api.updateDatasetVersion({ id, version_id, name: 'one', description: 'the first' })
      expect(await api.updateDatasetVersion({ id, version_id, name: null })).toMatchObject({ version_name: null, version_description: 'the first' })
      expect(sent.at(-1)?.line).toBe(`PATCH /datasets/${id}/versions/${version_id}`)
      expect(sent.at(-1)?.body).toEqual({ name: null })
    })

    it('are listed in one answer, of which the latest carries its datapoints when it is asked to', async () => {
      const { id, version_id } = await api.upsert(questions)
      const latest = await api.upsert(more)
      expect((await api.listVersions({ id })).records.map((version) => version.datapoints_count)).toEqual([3, 2])
      const { records } = await api.listVersions({ id, include_datapoints: 'latest_committed' })
      expect(lastLine()).toBe(`GET /datasets/${id}/versions?include_datapoints=latest_committed`)
      expect(records.map((version) => [version.version_id, version.datapoints?.length])).toEqual([
        [latest.version_id, 3],
        [version_id, undefined],
      ])
    })

    it('are deleted one by one, but for the last', async () => {
      const { id, version_id } = await api.upsert(questions)
      const { version_id: other } = await api.upsert(more)
      expect(await api.deleteDatasetVersion({ id, version_id })).toBeUndefined()
      expect(lastLine()).toBe(`DELETE /datasets/${id}/versions/${version_id}`)
      await expect(api.get({ id, version_id })).rejects.toThrow(NotFoundError)
      await expect(api.deleteDatasetVersion({ id, version_id: other })).rejects.toThrow(BadRequestError)
    })
  })

  describe('deployments', () => {
    it('choose the version that an environment gives, and are taken off again', async () => {
      const { id, version_id } = await api.upsert(questions)
      await api.upsert(more)
      const environments = await api.listEnvironments({ id })
      const environment_id = environments.find(({ name }) => name === 'staging')?.id ?? ''
      expect(await api.setDeployment({ id, environment_id, version_id })).toMatchObject({ version_id })
      expect(sent.at(-1)).toMatchObject({ line: `POST /datasets/${id}/environments/${environment_id}?version_id=${version_id}`, body: undefined })
      expect(await questionsOf({ id, environment: 'staging' })).toEqual(['Why?', 'When?'])
      expect(await api.removeDeployment({ id, environment_id })).toBeUndefined()
      expect(lastLine()).toBe(`DELETE /datasets/${id}/environments/${environment_id}`)
      await expect(api.get({ id, environment: 'staging' })).rejects.toThrow(NotFoundError)
    })
  })
})
