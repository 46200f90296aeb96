import type { EvaluatorSpec } from '@smarter-api/schemas/humanloop'
import { describe, expect, it } from 'vitest'
import { toEvaluatorStats } from './evaluator-stats.js'

function statsOf(return_type: EvaluatorSpec['return_type'], values: unknown[], options: EvaluatorSpec['options'] = null) {
  const judgments = values.map((judgment, index) => ({
    subjectId: 'run',
    evaluatorVersionId: 'evv',
    logId: `judgment_${index}`,
    parentId: `log_${index}`,
    judgment: judgment instanceof Error ? undefined : judgment,
    error: judgment instanceof Error ? judgment.message : null,
  }))
  return toEvaluatorStats({ evaluatorVersionId: 'evv', spec: { return_type, options }, totalLogs: 10, judgments })
}

const shared = { evaluator_version_id: 'evv', total_logs: 10 }

describe('statistics of an Evaluator', () => {
  it('count judgments, those left out, and failures', () => {
    expect(statsOf('text', ['fine', null, new Error('no'), undefined])).toEqual({ ...shared, num_judgments: 1, num_nulls: 2, num_errors: 1 })
  })

  it('sum up numbers', () => {
    expect(statsOf('number', [4, 1, 3, 2, null])).toEqual({
      ...shared,
      num_judgments: 4,
      num_nulls: 1,
      num_errors: 0,
      sum: 10,
      mean: 2.5,
      std: Math.sqrt(1.25),
      percentiles: { 0: 1, 25: 1.75, 50: 2.5, 75: 3.25, 100: 4 },
    })
  })

  it('hold for numbers as large as there are', () => {
    const large = 2 ** 1023
    expect(statsOf('number', [-large, large])).toMatchObject({ percentiles: { 0: -large, 25: -large / 2, 50: 0, 75: large / 2, 100: large } })
  })

  it('take one number for every percentile, with no deviation', () => {
    expect(statsOf('number', [7])).toMatchObject({ mean: 7, sum: 7, std: 0, percentiles: { 0: 7, 50: 7, 100: 7 } })
  })

  it('have no mean without numbers', () => {
    expect(statsOf('number', [new Error('no')])).toMatchObject({ mean: null, sum: null, std: null, percentiles: {}, num_errors: 1 })
  })

  it('count yes and no', () => {
    expect(statsOf('boolean', [true, false, true, null])).toMatchObject({ num_true: 2, num_false: 1, num_nulls: 1 })
  })

  it('count every option, chosen or not, one or several at a time', () => {
    const options = [{ name: 'good' }, { name: 'bad' }]
    expect(statsOf('select', ['good', 'good'], options)).toMatchObject({ num_judgments_per_option: { good: 2, bad: 0 } })
    expect(statsOf('multi_select', [['good', 'bad'], [], ['bad', 'odd']], options)).toMatchObject({
      num_judgments: 3,
      num_judgments_per_option: { good: 1, bad: 2, odd: 1 },
    })
  })
})
