import { describe, expect, it } from 'vitest'
import { memoryRepository } from '../../repository/memory/memory-repository.js'
import { countedRepository } from '../../testing/counted-repository.js'
import { engines } from '../../testing/engines.js'
import { withEvaluation } from '../../testing/with-evaluation.js'
import { outline, withFlow } from '../../testing/with-flow.js'

const judge = { evaluator_type: 'human', arguments_type: 'target_free', return_type: 'text' }

describe.each(engines)('lists of Logs in %s', (_name, open) => {
  async function withLogs() {
    const connection = await withFlow({ repository: await open() })
    const list = (query: string) => connection.ask('GET /logs', {}, undefined, `?file_id=${connection.id}&${query}`)
    const found = async (query: string) => (await list(query)).records.map(({ id }) => id)
    return { ...connection, list, found }
  }

  it('are newest first, by the time that callers tell', async () => {
    const { logRun, list, found } = await withLogs()
    await logRun({ log_id: 'middle', created_at: '2025-06-01T00:00:00Z' })
    await logRun({ log_id: 'oldest', created_at: '2025-06-01T00:30:00+01:00' })
    await logRun({ log_id: 'newest' })
    expect(await found('')).toEqual(['newest', 'middle', 'oldest'])
    const second = await list('page=2&size=2')
    expect(second).toMatchObject({ page: 2, size: 2, total: 3, records: [{ id: 'oldest', created_at: '2025-05-31T23:30:00.000Z' }] })
    expect((await list('page=3&size=2')).records).toEqual([])
  })

  it('find Logs by version, id, text and metadata', async () => {
    const { ask, logRun, id, flow, found } = await withLogs()
    await logRun({ log_id: 'log-100%', inputs: { name: 'ÄRGER' }, metadata: { team: { Blue: 1 } } })
    await logRun({ log_id: 'log-200', output_message: { role: 'assistant', content: 'a_b' }, error: 'Overflow' })
    await ask('POST /flows/log', {}, { id, flow: { attributes: { step: 2 } }, log_id: 'log-300' })
    expect(await found(`version_id=${flow.version_id}`)).toEqual(['log-200', 'log-100%'])
    expect(await found('id=100&id=300')).toEqual(['log-300', 'log-100%'])
    expect(await found('id=0%25')).toEqual(['log-100%'])
    expect(await found(`search=${encodeURIComponent('ärger')}`)).toEqual(['log-100%'])
    expect(await found('search=A_B')).toEqual(['log-200'])
    expect(await found('search=assistant')).toEqual([])
    expect(await found('search=overflow')).toEqual(['log-200'])
    expect(await found('metadata_search=blue')).toEqual(['log-100%'])
    expect(await found('metadata_search=blue&search=overflow')).toEqual([])
  })

  it('find Logs from a time on, and before another', async () => {
    const { logRun, found } = await withLogs()
    for (const day of ['01', '02', '03']) await logRun({ log_id: day, created_at: `2025-06-${day}T00:00:00Z` })
    expect(await found('start_date=2025-06-02')).toEqual(['03', '02'])
    expect(await found('end_date=2025-06-02T00:00:00Z')).toEqual(['01'])
    expect(await found('start_date=2025-06-02T01:00:00%2B01:00&end_date=2025-06-03')).toEqual(['02'])
  })

  it('tell Logs in a trace from others', async () => {
    const { ask, logRun, logStep } = await withLogs()
    await logRun({ log_id: 'top' })
    await logStep('top', { log_id: 'inside' })
    const { prompt_id: fileId } = await ask('POST /prompts/log', {}, { path: 'step', log_id: 'alone' })
    const found = async (query: string) => (await ask('GET /logs', {}, undefined, `?file_id=${fileId}&${query}`)).records.map(({ id }) => id)
    expect(await found('in_trace_filter=true')).toEqual(['inside'])
    expect(await found('in_trace_filter=false')).toEqual(['alone'])
    expect(await found('in_trace_filter=true&in_trace_filter=false')).toEqual(['alone', 'inside'])
    await logStep('alone', { log_id: 'below' })
    expect(await found('in_trace_filter=false')).toEqual([])
  })

  it('draw a sample', async () => {
    const { logRun, list } = await withLogs()
    for (let run = 0; run < 20; run += 1) await logRun()
    const sample = await list('sample=5&size=3')
    expect(sample).toMatchObject({ total: 5, page: 1 })
    expect(sample.records).toHaveLength(3)
    expect((await list('sample=100')).total).toBe(20)
  })

  it('show steps of Flows when asked', async () => {
    const { logRun, logStep, list } = await withLogs()
    await logRun({ log_id: 'one' })
    await logStep('one', { log_id: 'step' })
    await logStep('step', { log_id: 'leaf' })
    await logRun({ log_id: 'two' })
    expect((await list('')).records.map(outline)).toEqual([['two'], ['one']])
    expect((await list('include_trace_children=true')).records.map(outline)).toEqual([['two'], ['one', ['step', ['leaf']]]])
  })

  it('show judgments, and what they judge when asked', async () => {
    const { ask, logRun, list } = await withLogs()
    await logRun({ log_id: 'judged', output: 'x' })
    const { id } = await ask('POST /evaluators/log', {}, { path: 'judge', spec: judge, parent_id: 'judged', judgment: 'good' })
    expect((await list('')).records).toMatchObject([{ evaluator_logs: [{ id, judgment: 'good', parent_id: 'judged' }] }])
    const evaluator = await ask('POST /evaluators', {}, { path: 'judge', spec: judge })
    const judgments = (query: string) => ask('GET /logs', {}, undefined, `?file_id=${evaluator.id}${query}`)
    expect((await judgments('')).records[0]).not.toHaveProperty('parent')
    const [judgment] = (await judgments('&include_parent=true')).records
    expect(judgment).toMatchObject({ id, parent: { id: 'judged', output: 'x', evaluator_logs: [{ id }] } })
  })
})

describe('a list of Logs', () => {
  it('says in which runs the Logs are', async () => {
    const { ask, prompt, id, addRun, answer } = await withEvaluation()
    const [first, second] = [await addRun(), await addRun()]
    const logId = await answer(first.id, 0)
    expect((await ask('GET /logs/{id}', { id: logId })).batches).toEqual([first.id])
    await ask('POST /evaluations/{id}/runs/{run_id}/logs', { id, run_id: second.id }, { log_ids: [logId] })
    const { records } = await ask('GET /logs', {}, undefined, `?file_id=${prompt.id}`)
    expect(records).toMatchObject([{ id: logId, batches: [first.id, second.id] }])
  })

  it('needs a file that is there', async () => {
    const { send } = await withFlow()
    expect((await send('GET /logs')).body).toMatchObject({ detail: [{ loc: ['query', 'file_id'], type: 'missing' }] })
    expect(await send('GET /logs?file_id=fl_0')).toMatchObject({ status: 404, body: { detail: 'File with id "fl_0" not found.' } })
  })

  it('refuses a time that no calendar has', async () => {
    const { send, id } = await withFlow()
    expect(await send(`GET /logs?file_id=${id}&start_date=2026-02-45`)).toMatchObject({ status: 422, body: { detail: [{ loc: ['query', 'start_date'] }] } })
  })

  it('costs no more queries when it is longer', async () => {
    const { repository, takeCount } = countedRepository(memoryRepository())
    const { ask, logRun, logStep, id } = await withFlow({ repository })
    const costOf = async (runs: number) => {
      for (let run = 0; run < runs; run += 1) {
        const { id: top } = await logRun({ output: 'x' })
        const { id: step } = await logStep(top)
        for (const parent_id of [top, step]) await ask('POST /evaluators/log', {}, { path: 'judge', spec: judge, parent_id, judgment: 'x' })
      }
      takeCount()
      const { records } = await ask('GET /logs', {}, undefined, `?file_id=${id}&size=100&include_trace_children=true&include_parent=true`)
      expect(records.every((log) => log.evaluator_logs.length === 1 && log.trace_children?.[0]?.evaluator_logs.length === 1)).toBe(true)
      return takeCount()
    }
    const cost = await costOf(1)
    expect(cost).toBeGreaterThan(0)
    expect(await costOf(30)).toBe(cost)
  })
})

describe('deleting Logs', () => {
  it('takes their judgments with them, and leaves their steps', async () => {
    const { ask, send, logRun, logStep, getLog, id } = await withFlow()
    await logRun({ log_id: 'a' })
    await logRun({ log_id: 'b' })
    await logRun({ log_id: 'c' })
    await logStep('a', { log_id: 'step' })
    await ask('POST /evaluators/log', {}, { path: 'judge', spec: judge, parent_id: 'a', log_id: 'judgment' })
    expect((await send('DELETE /logs?id=a&id=b&id=a')).status).toBe(204)
    for (const gone of ['a', 'b', 'judgment']) expect((await send(`GET /logs/${gone}`)).status).toBe(404)
    expect(await getLog('step')).toMatchObject({ trace_parent_id: 'a', trace_flow_id: null })
    expect(await ask('GET /flows/{id}', { id })).toMatchObject({ version_logs_count: 1 })
  })

  it('deletes nothing when one is not there', async () => {
    const { send, logRun, getLog } = await withFlow()
    await logRun({ log_id: 'a' })
    expect(await send('DELETE /logs?id=a&id=b')).toMatchObject({ status: 404, body: { detail: 'There is no Log with id "b". Nothing was deleted.' } })
    expect((await getLog('a')).id).toBe('a')
    expect((await send('DELETE /logs')).status).toBe(422)
  })
})
