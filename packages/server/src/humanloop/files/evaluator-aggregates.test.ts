import { describe, expect, it } from 'vitest'
import { engines } from '../../testing/engines.js'
import { withFlow } from '../../testing/with-flow.js'

describe.each(engines)('average judgments in %s', (_name, open) => {
  async function withJudgments() {
    let day = 0
    const clock = () => new Date(Date.UTC(2026, 0, (day += 1)))
    const connection = await withFlow({ repository: await open(), clock })
    const { ask, id } = connection
    const judge = (parent_id: string, return_type: string, judgment: unknown) =>
      ask('POST /evaluators/log', {}, { path: return_type, spec: { evaluator_type: 'human', arguments_type: 'target_free', return_type }, parent_id, judgment })
    const averages = async (query = '?evaluator_aggregates=true') => (await ask('GET /flows/{id}/versions', { id }, undefined, query)).records.map((version) => version.evaluator_aggregates)
    return { ...connection, judge, averages }
  }

  it('are there for each Evaluator version that gives numbers, when asked for', async () => {
    const { ask, id, logRun, judge, averages } = await withJudgments()
    for (const judgment of [1, 4.5, null]) await judge((await logRun()).id, 'number', judgment)
    for (const judgment of [true, false, false, true]) await judge((await logRun()).id, 'boolean', judgment)
    await judge((await logRun()).id, 'text', 'nice')
    await ask('POST /flows', {}, { id, attributes: { step: 2 } })
    const [newest, older] = await averages()
    expect(newest).toEqual([])
    expect(older).toMatchObject([{ value: 2.75 }, { value: 0.5 }])
    const { records } = await ask('GET /evaluators', {}, undefined, '?name=number')
    const [aggregate] = older ?? []
    expect(aggregate).toMatchObject({ evaluator_id: records[0]?.id, evaluator_version_id: records[0]?.version_id })
    expect(Date.parse(aggregate?.created_at ?? '')).toBeLessThan(Date.parse(aggregate?.updated_at ?? ''))
    expect(await averages('')).toEqual([[], []])
  })

  it('belong to the version whose Log was judged', async () => {
    const { ask, id, logRun, judge, averages } = await withJudgments()
    await judge((await logRun()).id, 'number', 1)
    const { id: logId } = await ask('POST /flows/log', {}, { id, flow: { attributes: { step: 2 } } })
    await judge(logId, 'number', 3)
    await ask('POST /flows/log', {}, { id, flow: { attributes: { step: 3 } } })
    expect(await averages()).toMatchObject([[], [{ value: 3 }], [{ value: 1 }]])
  })
})
