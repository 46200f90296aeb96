import type { EvaluatorSpec } from '@smarter-api/schemas/humanloop'
import { describe, expect, it } from 'vitest'
import { readJudgment } from './read-judgment.js'

const spec = (return_type: EvaluatorSpec['return_type'], fields: Partial<EvaluatorSpec> = {}): EvaluatorSpec =>
  ({ evaluator_type: 'llm', arguments_type: 'target_free', return_type, ...fields }) as EvaluatorSpec
const options = [{ name: 'Good' }, { name: 'Bad' }, { name: 'Off topic' }]

describe('a boolean', () => {
  it.each<[string, boolean | undefined]>([
    ['true', true],
    ['FALSE', false],
    ['Yes.', true],
    ['**No**', false],
    ['"True"', true],
    ['`false`', false],
    ['The answer follows from the citation.\n\nTrue\n', true],
    ['True at first sight.\nBut no:\nFalse', false],
    ['Final verdict: True', true],
    ['**Verdict:** false.', false],
    ['**Final verdict**: Yes', true],
    ['The final verdict is True.', true],
    ['- True', true],
    ['True\n\nThe text names a person.', true],
    ['{"judgment": true}', true],
    ['{"Verdict": "False", "reason": "x"}', false],
    ['{"reasons": ["a"], "score": 1, "judgment": "yes"}', true],
    ['{"is_polite": true}', true],
    ['```json\n{\n  "judgment": false\n}\n```', false],
    ['Here it is:\n```\ntrue\n```', true],
    ['I think so: {"judgment": true}', true],
    ['Here it is:\n{\n  "judgment": true,\n  "why": "x"\n}\nThat is all I have to say.', true],
    ['', undefined],
    ['maybe', undefined],
    ['It is true that the answer is short', undefined],
    ['not true', undefined],
    ['True\nFalse\nIt depends.', undefined],
    ['1', undefined],
    ['null', undefined],
    ['{"polite": true, "short": false}', undefined],
    ['{"judgment": null}', undefined],
    ['{"judgment": ', undefined],
  ])('in %j is %j', (answer, judgment) => {
    expect(readJudgment(spec('boolean'), answer)).toBe(judgment)
  })
})

describe('a number', () => {
  const limits = { number_limits: { min: 0, max: 5, step: 0.5 } }
  it.each<[string, number | undefined]>([
    ['4', 4],
    ['Score: 3.5', 3.5],
    ['4/5', 4],
    ['4 out of 5', 4],
    ['2.0.', 2],
    ['{"score": 1.5}', 1.5],
    ['{"score": "2"}', 2],
    ['Rating = .5', 0.5],
    ['Good in most ways.\n**4**', 4],
    ['4/10', undefined],
    ['6', undefined],
    ['-1', undefined],
    ['3.3', undefined],
    ['four', undefined],
    ['3 or 4', undefined],
    ['80%', undefined],
    ['I found 3 mistakes', undefined],
    ['NaN', undefined],
    ['0x1', undefined],
  ])('in %j is %j', (answer, judgment) => {
    expect(readJudgment(spec('number', limits), answer)).toBe(judgment)
  })

  it('may be below zero, and is never infinite', () => {
    expect(readJudgment(spec('number'), 'Score: -12.5')).toBe(-12.5)
    expect(readJudgment(spec('number'), '1e999')).toBeUndefined()
  })
})

describe('one option', () => {
  it.each<[string, string | undefined]>([
    ['Good', 'Good'],
    ['good.', 'Good'],
    ['Label: off topic', 'Off topic'],
    ['{"label": "BAD"}', 'Bad'],
    ['Nothing to complain about.\n\n> **Good**', 'Good'],
    ['Good, but long', undefined],
    ['excellent', undefined],
    ['["Good"]', undefined],
  ])('in %j is %j', (answer, judgment) => {
    expect(readJudgment(spec('select', { options }), answer)).toBe(judgment)
  })

  it('is told from others letter by letter where they look alike', () => {
    const alike = [{ name: 'C' }, { name: 'c' }, { name: 'C.' }]
    expect(['C', 'c', 'C.', '*c*', '(C)'].map((answer) => readJudgment(spec('select', { options: alike }), answer))).toEqual(['C', 'c', 'C.', 'c', 'C'])
    expect(readJudgment(spec('select', { options: [{ name: 'A' }, { name: 'a' }] }), 'Label: “Á”')).toBeUndefined()
  })

  it('is the last line where any is allowed', () => {
    expect(readJudgment(spec('select'), 'Because it is short.\nfine')).toBe('fine')
    expect(readJudgment(spec('select'), '  ')).toBeUndefined()
  })
})

describe('several options', () => {
  it.each<[string, string[] | undefined]>([
    ['Good, Off topic', ['Good', 'Off topic']],
    ['["good", "bad"]', ['Good', 'Bad']],
    ['{"judgment": ["Bad"]}', ['Bad']],
    ['Two things:\n- Good\n- Bad', ['Good', 'Bad']],
    ['Labels; see below\nbad; good; bad', ['Bad', 'Good']],
    ['None', []],
    ['[]', []],
    ['Good, excellent', undefined],
    ['all of them', undefined],
    ['{"judgment": [true]}', undefined],
  ])('in %j are %j', (answer, judgment) => {
    expect(readJudgment(spec('multi_select', { options }), answer)).toEqual(judgment)
  })

  it('may be any where none are named', () => {
    expect(readJudgment(spec('multi_select'), 'short, kind')).toEqual(['short', 'kind'])
  })
})

describe('a text', () => {
  it('is all that was said, if anything was', () => {
    expect(readJudgment(spec('text'), ' Kind.\nAnd short.\n')).toBe('Kind.\nAnd short.')
    expect(readJudgment(spec('text'), ' \n')).toBeUndefined()
  })
})

function measure(count: number): number {
  const answers = [' '.repeat(count), '*'.repeat(count), `a${' '.repeat(count)}a`, 'True \n'.repeat(count / 6), '{'.repeat(count), 'verdict '.repeat(count / 8)]
  const start = performance.now()
  for (const answer of answers) readJudgment(spec('boolean'), answer)
  for (const answer of [`${'1'.repeat(count)}a`, `1.${'1'.repeat(count)}e`]) readJudgment(spec('number'), answer)
  return performance.now() - start
}

it('takes time in proportion to the length of an answer', () => {
  measure(20_000)
  const short = Math.min(measure(20_000), measure(20_000), measure(20_000))
  expect(Math.min(measure(320_000), measure(320_000)) / Math.max(short, 0.2)).toBeLessThan(100)
})
