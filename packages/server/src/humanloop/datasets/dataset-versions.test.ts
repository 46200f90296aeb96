import { describe, expect, it } from 'vitest'
import { engines } from '../../testing/engines.js'
import { question, questionsOf, withDataset } from '../../testing/with-dataset.js'

describe.each(engines)('datapoints of a Dataset in %s', (_name, open) => {
  const start = async () => withDataset({ repository: await open() })

  it('are exactly those that were set, in their order', async () => {
    const { dataset, upsert } = await start()
    expect(dataset).toMatchObject({ type: 'dataset', path: 'tests/questions', datapoints_count: 2 })
    expect(dataset.id).toMatch(/^ds_\w+$/)
    expect(dataset.version_id).toMatch(/^dsv_\w+$/)
    expect(questionsOf(dataset)).toEqual(['One?', 'Two?'])
    expect(questionsOf(await upsert({ datapoints: [question('Three?')] }))).toEqual(['Three?'])
  })

  it('are added to and removed from the newest version', async () => {
    const { upsert } = await start()
    const three = await upsert({ action: 'add', datapoints: [question('Two?'), question('Three?')] })
    expect(questionsOf(three)).toEqual(['One?', 'Two?', 'Three?'])
    const rest = await upsert({ action: 'remove', datapoints: [question('One?'), question('Unknown?')] })
    expect(questionsOf(rest)).toEqual(['Two?', 'Three?'])
    expect(rest.datapoints?.map(({ id }) => id)).toEqual(three.datapoints?.slice(1).map(({ id }) => id))
  })

  it('are added to and removed from the version that is named', async () => {
    const { dataset, upsert, id, ask } = await start()
    await upsert({ datapoints: [question('Else?')] })
    const [environment] = await ask('GET /datasets/{id}/environments', { id })
    await ask('POST /datasets/{id}/environments/{environment_id}', { id, environment_id: environment?.id ?? '' }, undefined, `?version_id=${dataset.version_id}`)
    const byId = await upsert({ action: 'add', datapoints: [question('Three?')] }, `&version_id=${dataset.version_id}`)
    expect(questionsOf(byId)).toEqual(['One?', 'Two?', 'Three?'])
    const byEnvironment = await upsert({ action: 'remove', datapoints: [question('One?')] }, `&environment=${environment?.name}`)
    expect(questionsOf(byEnvironment)).toEqual(['Two?'])
  })

  it('are kept once, unless a _dedupe_id tells them apart', async () => {
    const { upsert } = await start()
    const twice = [
      { inputs: { a: '1', b: '2' } },
      { inputs: { b: '2', a: '1' }, messages: null, target: null },
      { inputs: { a: '1', b: '2', _dedupe_id: 'x' } },
    ]
    const { datapoints } = await upsert({ datapoints: twice })
    expect(datapoints?.map(({ inputs }) => inputs)).toEqual([{ a: '1', b: '2' }, { a: '1', b: '2', _dedupe_id: 'x' }])
  })

  it('make the same version when they are the same in the same order', async () => {
    const { dataset, upsert, id, ask } = await start()
    const [one, two] = [question('One?'), question('Two?')]
    expect((await upsert({ datapoints: [two, one] })).version_id).not.toBe(dataset.version_id)
    expect((await upsert({ datapoints: [one, two] })).version_id).toBe(dataset.version_id)
    expect((await upsert({ action: 'add' }, `&version_id=${dataset.version_id}`)).version_id).toBe(dataset.version_id)
    expect((await ask('GET /datasets/{id}/versions', { id })).records).toHaveLength(2)
  })

  it('come in pages of 50 unless told otherwise', async () => {
    const { upsert, id, ask } = await start()
    await upsert({ datapoints: Array.from({ length: 60 }, (_, index) => question(`${index}?`)) })
    const first = await ask('GET /datasets/{id}/datapoints', { id })
    expect([first.records.length, first.total, first.page, first.size]).toEqual([50, 60, 1, 50])
    const last = await ask('GET /datasets/{id}/datapoints', { id }, undefined, '?page=3&size=25')
    expect(last.records.map(({ inputs }) => inputs?.['question'])).toEqual(Array.from({ length: 10 }, (_, index) => `${index + 50}?`))
    expect((await ask('GET /datasets/{id}/datapoints', { id }, undefined, '?page=4&size=25')).records).toEqual([])
  })

  it('stay with their version, however the Dataset changes', async () => {
    const { dataset, upsert, id, ask } = await start()
    await upsert({ action: 'remove', datapoints: [question('One?')] })
    const old = await ask('GET /datasets/{id}', { id }, undefined, `?version_id=${dataset.version_id}&include_datapoints=true`)
    expect(old).toEqual(dataset)
    const listed = await ask('GET /datasets/{id}/datapoints', { id }, undefined, `?version_id=${dataset.version_id}`)
    expect(listed.records).toEqual(dataset.datapoints)
  })

  it('keep messages and targets of every type', async () => {
    const { upsert } = await start()
    const target = { text: 'a', number: 4, flag: true, list: [1, 'b'], map: { deep: null } }
    const messages = [{ role: 'user' as const, content: 'Hi' }]
    expect((await upsert({ datapoints: [{ messages, target }] })).datapoints).toEqual([{ id: expect.any(String) as unknown, inputs: {}, messages, target }])
  })
})
