import { describe, expect, it } from 'vitest'
import { connectHumanloop } from '../../testing/connect.js'
import { question, questionsOf, withDataset } from '../../testing/with-dataset.js'

function form(content: BlobPart | string, fields: Record<string, string> = {}): FormData {
  const body = new FormData()
  body.set('file', new File([content], 'datapoints.csv', { type: 'text/csv' }))
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  return body
}

describe('Datasets', () => {
  it('carry their datapoints only when asked', async () => {
    const { id, ask, dataset } = await withDataset()
    expect(await ask('GET /datasets/{id}', { id })).not.toHaveProperty('datapoints')
    expect((await ask('GET /datasets/{id}', { id }, undefined, '?include_datapoints=true')).datapoints).toEqual(dataset.datapoints)
    expect((await ask('GET /datasets')).records[0]).not.toHaveProperty('datapoints')
  })

  it('carry no monitoring and no counts of Logs', async () => {
    const { dataset } = await withDataset()
    for (const name of ['evaluators', 'evaluator_aggregates', 'version_logs_count', 'total_logs_count']) expect(dataset).not.toHaveProperty(name)
  })

  it('may be empty, and are found by path when nothing is added', async () => {
    const { upsert, dataset } = await withDataset()
    expect((await upsert({ path: 'tests/none' })).datapoints).toEqual([])
    expect((await upsert({ action: 'add' })).version_id).toBe(dataset.version_id)
  })

  it('keep attributes, which tell versions apart and outlast additions', async () => {
    const { upsert, dataset } = await withDataset()
    const tagged = await upsert({ datapoints: [question('One?'), question('Two?')], attributes: { source: 'mail' } })
    expect(tagged.version_id).not.toBe(dataset.version_id)
    expect((await upsert({ action: 'add' })).version_id).toBe(tagged.version_id)
    expect((await upsert({ action: 'add', datapoints: [question('Three?')] })).attributes).toEqual({ source: 'mail' })
    expect((await upsert({ action: 'add', attributes: {} }, `&version_id=${tagged.version_id}`)).version_id).toBe(dataset.version_id)
  })

  it('list their versions, the newest with its datapoints on demand', async () => {
    const { upsert, id, ask } = await withDataset()
    await upsert({ action: 'add', datapoints: [question('Three?')], version_name: 'second' })
    for (const word of ['latest_saved', 'latest_committed']) {
      const [newest, older] = (await ask('GET /datasets/{id}/versions', { id }, undefined, `?include_datapoints=${word}`)).records
      expect(newest).toMatchObject({ version_name: 'second', datapoints_count: 3 })
      expect(newest === undefined ? [] : questionsOf(newest)).toEqual(['One?', 'Two?', 'Three?'])
      expect(older).toMatchObject({ datapoints_count: 2 })
      expect(older).not.toHaveProperty('datapoints')
    }
    expect((await ask('GET /datasets/{id}/versions', { id })).records[0]).not.toHaveProperty('datapoints')
  })

  it('rename and delete versions; a deleted one comes back with its datapoints', async () => {
    const { upsert, id, ask, send, dataset } = await withDataset()
    await upsert({ datapoints: [question('Else?')] })
    const params = { id, version_id: dataset.version_id }
    expect((await ask('PATCH /datasets/{id}/versions/{version_id}', params, { name: 'first' })).version_name).toBe('first')
    expect((await send(`DELETE /datasets/${id}/versions/${dataset.version_id}`)).status).toBe(204)
    expect((await send(`GET /datasets/${id}?version_id=${dataset.version_id}`)).status).toBe(404)
    const again = await upsert({ datapoints: [question('One?'), question('Two?')] })
    expect([again.version_id, again.datapoints]).toEqual([dataset.version_id, dataset.datapoints])
  })

  it('are moved, found by name, and deleted', async () => {
    const { id, ask, send } = await withDataset()
    expect((await ask('PATCH /datasets/{id}', { id }, { path: 'elsewhere/asked' })).path).toBe('elsewhere/asked')
    expect((await ask('GET /datasets', {}, undefined, '?name=ASK')).records.map((found) => found.id)).toEqual([id])
    expect((await send(`DELETE /datasets/${id}`)).status).toBe(204)
    expect((await send(`GET /datasets/${id}/datapoints`)).status).toBe(404)
  })

  it('do not start from what is not there', async () => {
    const { upsert, send, id } = await withDataset()
    const sent = (body: object, query = '') => send(`POST /datasets${query}`, { datapoints: [], ...body })
    expect((await sent({ path: 'no/such', action: 'remove' })).status).toBe(404)
    expect((await sent({ path: 'no/such', action: 'add' }, '?version_id=dsv_x')).status).toBe(404)
    expect((await sent({ id, action: 'add' }, '?version_id=dsv_x')).status).toBe(404)
    expect((await sent({ id, action: 'add' }, '?environment=staging')).status).toBe(404)
    expect((await sent({ id: 'ds_x' })).status).toBe(404)
    expect((await sent({})).status).toBe(422)
    await upsert({ version_name: 'v1' })
    expect((await sent({ id, datapoints: [question('New?')], version_name: 'v1' })).status).toBe(409)
    expect((await send('GET /datasets')).body).toMatchObject({ total: 1 })
  })

  it('have no evaluators', async () => {
    const { id, send } = await withDataset()
    expect((await send(`POST /datasets/${id}/evaluators`, { activate: [] })).status).toBe(404)
  })
})

describe('uploading CSV', () => {
  it('adds the rows to the version that is named', async () => {
    const { id, ask, upsert, dataset } = await withDataset()
    await upsert({ datapoints: [] })
    const csv = 'question,target.answer\nTwo?,\nThree?,3\n'
    const uploaded = await ask('POST /datasets/{id}/datapoints/csv', { id }, form(csv, { version_name: 'from mail' }), `?version_id=${dataset.version_id}`)
    expect(uploaded).toMatchObject({ id, version_name: 'from mail', datapoints_count: 3 })
    const { records } = await ask('GET /datasets/{id}/datapoints', { id }, undefined, `?version_id=${uploaded.version_id}`)
    expect(records.map(({ inputs, target }) => [inputs?.['question'], target])).toEqual([
      ['One?', undefined],
      ['Two?', undefined],
      ['Three?', { answer: '3' }],
    ])
  })

  it('adds them to what is deployed to the default environment, before the newest version', async () => {
    const { id, ask, upsert, dataset } = await withDataset()
    const [environment] = await ask('GET /datasets/{id}/environments', { id })
    await ask('POST /datasets/{id}/environments/{environment_id}', { id, environment_id: environment?.id ?? '' }, undefined, `?version_id=${dataset.version_id}`)
    await upsert({ datapoints: [question('Else?')] })
    expect((await ask('POST /datasets/{id}/datapoints/csv', { id }, form('question\nThree?'))).datapoints_count).toBe(3)
  })

  it('adds nothing of a file with a mistake, and names its line', async () => {
    const { id, send, ask } = await withDataset()
    const { status, body } = await send(`POST /datasets/${id}/datapoints/csv`, form('question,x\nThree?,1\nFour?\n'))
    expect(status).toBe(422)
    expect(body).toMatchObject({ detail: [{ loc: ['body', 'file'], msg: expect.stringContaining('Line 3') as unknown }] })
    expect((await ask('GET /datasets/{id}/versions', { id })).records).toHaveLength(1)
  })

  it('takes a file in a form, and nothing else', async () => {
    const { id, send } = await withDataset()
    const text = new FormData()
    text.set('file', 'question\nThree?')
    expect((await send(`POST /datasets/${id}/datapoints/csv`, text)).status).toBe(422)
    expect((await send(`POST /datasets/${id}/datapoints/csv`, form('a', { colour: 'red' }))).status).toBe(422)
    expect((await send(`POST /datasets/${id}/datapoints/csv`, { file: 'x' })).status).toBe(415)
    expect((await send('POST /datasets/ds_x/datapoints/csv', form('a\n1'))).status).toBe(404)
  })
})

describe('large Datasets', () => {
  it('take ten thousand datapoints', async () => {
    const { ask, upsert } = await withDataset()
    const made = await upsert({ path: 'large', datapoints: Array.from({ length: 10_000 }, (_, index) => question(`${index}?`)) })
    expect(made.datapoints_count).toBe(10_000)
    expect((await ask('GET /datasets/{id}/datapoints', { id: made.id }, undefined, '?page=1000&size=10')).records.at(-1)?.inputs).toEqual({ question: '9999?' })
  })
})

it('belong to the paths of all files', async () => {
  const { ask, send } = connectHumanloop()
  await ask('POST /prompts', {}, { path: 'taken', model: 'gpt-4o' })
  expect((await send('POST /datasets', { path: 'taken', datapoints: [] })).status).toBe(422)
})
