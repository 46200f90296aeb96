import { beforeEach, describe, expect, it } from 'vitest'
import { bind, type Bound, type HumanloopClient } from '@smarter-api/core'
import { humanloopTestClient, type SentRequest, storedFileStories } from '@smarter-api/test-support'
import {
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

  storedFileStories({
    noun: 'Dataset',
    collection: 'datasets',
    connect: (client) => {
      const methods = style(client)
      return { ...methods, updateVersion: methods.updateDatasetVersion, deleteVersion: methods.deleteDatasetVersion }
    },
    first: { params: questions, shows: { path: 'support/questions', name: 'questions', datapoints_count: 2 } },
    second: { params: more, shows: { datapoints_count: 3 } },
    fileAt: (path) => ({ path, datapoints: [] }),
    refused: { params: { path: 'support/questions' } as UpsertDatasetParams, field: ['datapoints'] },
  })

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
  })

  describe('lists', () => {
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

  describe('deployments', () => {
    it('choose the datapoints that an environment gives', async () => {
      const { id, version_id } = await api.upsert(questions)
      await api.upsert(more)
      const environment_id = (await api.listEnvironments({ id })).find(({ name }) => name === 'staging')?.id ?? ''
      await api.setDeployment({ id, environment_id, version_id })
      expect(await questionsOf({ id, environment: 'staging' })).toEqual(['Why?', 'When?'])
    })
  })

  describe('versions', () => {
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
  })
})
