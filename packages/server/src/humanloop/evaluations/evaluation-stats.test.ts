import { describe, expect, it } from 'vitest'
import { engines } from '../../testing/engines.js'
import { withEvaluation } from '../../testing/with-evaluation.js'

/** Two runs, both judged to the end: the first has the score 0.5 and one true, the second 1 and two. */
async function withTwoRuns(options?: Parameters<typeof withEvaluation>[0]) {
  const connection = await withEvaluation(options)
  const { addRun, answer, judge, exact, score } = connection
  const judgedRun = async (verdicts: [boolean, number][]) => {
    const run = await addRun()
    for (const [index, [isExact, points]] of verdicts.entries()) {
      const log = await answer(run.id, index)
      await judge(log, exact, { judgment: isExact })
      await judge(log, score, { judgment: points })
    }
    return run.id
  }
  const first = await judgedRun([[true, 0], [false, 1]])
  const second = await judgedRun([[true, 1], [true, 1]])
  return { ...connection, first, second }
}

describe.each(engines)('statistics in %s', (_name, open) => {
  it('tell of every run, newest first, and every Evaluator', async () => {
    const { stats, first, second, exact, score, prompt } = await withTwoRuns({ repository: await open() })
    const { run_stats, status } = await stats()
    expect(status).toBe('completed')
    expect(run_stats.map(({ run_id, version_id, num_logs }) => [run_id, version_id, num_logs])).toEqual([
      [second, prompt.version_id, 2],
      [first, prompt.version_id, 2],
    ])
    expect(run_stats[1]?.evaluator_stats).toEqual([
      { evaluator_version_id: exact.version_id, total_logs: 2, num_judgments: 2, num_nulls: 0, num_errors: 0, num_true: 1, num_false: 1 },
      {
        evaluator_version_id: score.version_id,
        total_logs: 2,
        num_judgments: 2,
        num_nulls: 0,
        num_errors: 0,
        mean: 0.5,
        sum: 1,
        std: 0.5,
        percentiles: { 0: 0, 25: 0.25, 50: 0.5, 75: 0.75, 100: 1 },
      },
    ])
  })

  it('take only judgments of Evaluators that belong to the Evaluation', async () => {
    const { ask, id, stats, exact, score, first } = await withTwoRuns({ repository: await open() })
    await ask('DELETE /evaluations/{id}/evaluators/{evaluator_version_id}', { id, evaluator_version_id: exact.version_id })
    expect((await stats()).run_stats[0]?.evaluator_stats.map(({ evaluator_version_id }) => evaluator_version_id)).toEqual([score.version_id])
    const { records } = await ask('GET /evaluations/{id}/logs', { id }, undefined, `?run_id=${first}`)
    expect(records.map(({ log, evaluator_logs }) => [log.evaluator_logs.length, evaluator_logs.length])).toEqual([[2, 1], [2, 1]])
  })

  it('are followed by the Logs, newest first, in pages, of all runs or of some', async () => {
    const { ask, id, first, second } = await withTwoRuns({ repository: await open() })
    const list = (query: string) => ask('GET /evaluations/{id}/logs', { id }, undefined, query)
    expect((await list('')).records.map(({ run_id }) => run_id)).toEqual([second, second, first, first])
    const page = await list('?page=2&size=3')
    expect([page.total, page.page, page.size, page.records.length]).toEqual([4, 2, 3, 1])
    const both = await list(`?run_id=${first}&run_id=${second}`)
    expect(both.total).toBe(4)
    const some = await list(`?run_id=${first}`)
    expect(some.records.map(({ datapoint }) => datapoint?.inputs?.['question'])).toEqual(['Two?', 'One?'])
    expect(some.records[0]?.evaluator_logs.map((judgment) => 'judgment' in judgment && judgment.judgment)).toEqual([false, 1])
  })
})

describe('the texts for people', () => {
  it('tell how far each run is', async () => {
    const { addRun, answer, judge, exact, stats } = await withEvaluation()
    expect((await stats()).progress).toBe('No runs yet.')
    const run = await addRun()
    await judge(await answer(run.id, 0), exact, { judgment: true })
    expect(await stats()).toMatchObject({ progress: `${run.id}: running, Logs 1 of 2, judgments 1 of 4`, report: null })
  })

  it('tell the result of every Evaluator once all runs are over, against the control', async () => {
    const { stats, first, second, exact, score } = await withTwoRuns()
    expect((await stats()).report).toBe(
      [
        `tests/exact (${exact.version_id})`,
        `  ${second}: true 2, false 0 (+0.5 against the control)`,
        `  ${first}: true 1, false 1 (control)`,
        '',
        `tests/score (${score.version_id})`,
        `  ${second}: mean 1, standard deviation 0, judgments 2 (+0.5 against the control)`,
        `  ${first}: mean 0.5, standard deviation 0.5, judgments 2 (control)`,
      ].join('\n'),
    )
  })

  it('tell of choices, words, failures and what is left out', async () => {
    const { ask, prompt, dataset, addEvaluator, judge, logsOf } = await withEvaluation()
    const options = [{ name: 'good' }, { name: 'bad' }]
    const choice = await addEvaluator('tests/choice', 'select', { options })
    const words = await addEvaluator('tests/words', 'text')
    const evaluators = [{ id: choice.id }, { id: words.id }]
    const { id } = await ask('POST /evaluations', {}, { file: { id: prompt.id }, evaluators })
    const run = await ask('POST /evaluations/{id}/runs', { id }, { dataset: { id: dataset.id }, version: { id: prompt.id } })
    const [one, other] = (await logsOf(run.id, 2, id)).map(({ log }) => log.id)
    await judge(one ?? '', choice, { judgment: 'good' })
    await judge(other ?? '', choice, {})
    await judge(one ?? '', words, { judgment: 'Fine.' })
    await judge(other ?? '', words, { error: 'no words' })
    expect((await ask('GET /evaluations/{id}/stats', { id })).report).toBe(
      [
        `tests/choice (${choice.version_id})`,
        `  ${run.id}: good 1, bad 0, without judgment 1 (control)`,
        '',
        `tests/words (${words.version_id})`,
        `  ${run.id}: judgments 1, failed 1 (control)`,
      ].join('\n'),
    )
  })

  it('count Logs when there are no Evaluators', async () => {
    const { ask, prompt, dataset, logsOf } = await withEvaluation()
    const { id } = await ask('POST /evaluations', {}, { file: { id: prompt.id }, evaluators: [] })
    const run = await ask('POST /evaluations/{id}/runs', { id }, { dataset: { id: dataset.id }, version: { id: prompt.id } })
    expect(run.status).toBe('pending')
    await logsOf(run.id, 2, id)
    expect(await ask('GET /evaluations/{id}/stats', { id })).toMatchObject({ status: 'completed', report: `${run.id}: Logs 2` })
  })
})
