import type { EvaluatorJudgment, EvaluatorSpec } from '@smarter-api/schemas/humanloop'
import { fitsSpec } from './check-judgment.js'

const truths = new Map([['true', true], ['yes', true], ['false', false], ['no', false]])
const number = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i
const share = /^([+-]?\d+(?:\.\d+)?)\s?(?:\/|out of)\s?(\d+(?:\.\d+)?)$/i
const label = /^(?:the )?(?:final |overall )?(?:verdict|judge?ment|score|rating|answer|result|label)[*_]{0,3}(?: is|\s?[:=–-])/i
const judgmentNames = ['judgment', 'judgement', 'verdict', 'score', 'rating', 'answer', 'result', 'label', 'value']
const opening = new Set(' \t*_`"\'#>“”‘’(')
const closing = new Set(' \t\r*_`"\'.!,;“”‘’)')

/**
 * Reads the judgment that the answer of a model ends with. Models wrap it in many ways: as JSON, in a code fence, after a label, in bold. What is not
 * clearly a judgment that the Evaluator can make is none: `undefined`.
 */
export function readJudgment(spec: EvaluatorSpec, answer: string): EvaluatorJudgment | undefined {
  if (spec.return_type === 'text') return answer.trim() || undefined
  const lines = answer.split('\n').filter((line) => bare(line) !== '')
  const readings = [
    () => fromJson(spec, unfenced(answer)),
    () => (spec.return_type === 'multi_select' ? fromLastLines(spec, lines) : fromText(spec, lines.at(-1) ?? '')),
    () => fromJson(spec, between(answer, '{', '}')),
    () => fromAgreeingLines(spec, lines),
  ]
  for (const read of readings) {
    const judgment = read()
    if (judgment !== undefined) return judgment
  }
  return undefined
}

/** A list may go over several lines: all at the end that hold nothing else. */
function fromLastLines(spec: EvaluatorSpec, lines: string[]): EvaluatorJudgment | undefined {
  const names: string[] = []
  let found = false
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const judgment = fromText(spec, lines[index] ?? '')
    if (!Array.isArray(judgment)) break
    names.unshift(...judgment)
    found = true
  }
  return found ? [...new Set(names)] : undefined
}

/** A verdict may come first, and its reasons after it. Lines that say different things say nothing. */
function fromAgreeingLines(spec: EvaluatorSpec, lines: string[]): EvaluatorJudgment | undefined {
  if (spec.return_type === 'multi_select' || (spec.return_type === 'select' && hasFreeNames(spec))) return undefined
  const judgments = new Set(lines.map((line) => fromText(spec, line)).filter((judgment) => judgment !== undefined))
  return judgments.size === 1 ? [...judgments][0] : undefined
}

function fromText(spec: EvaluatorSpec, line: string): EvaluatorJudgment | undefined {
  const text = bare(line)
  const unlabelled = bare(text.replace(label, ''))
  return toJudgment(spec, line.trim()) ?? toJudgment(spec, text) ?? toJudgment(spec, unlabelled) ?? fromJson(spec, between(line, '{', '}')) ?? fromJson(spec, between(line, '[', ']'))
}

function fromJson(spec: EvaluatorSpec, text: string): EvaluatorJudgment | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return toJudgment(spec, isObject(value) ? namedIn(value) : value)
  } catch {
    return undefined
  }
}

function namedIn(value: Record<string, unknown>): unknown {
  const fields = new Map(Object.entries(value).map(([name, field]) => [name.toLowerCase(), field]))
  const name = judgmentNames.find((candidate) => fields.has(candidate)) ?? (fields.size === 1 ? [...fields.keys()][0] : undefined)
  return fields.get(name ?? '')
}

function toJudgment(spec: EvaluatorSpec, value: unknown): EvaluatorJudgment | undefined {
  const judgment = interpret(spec, value)
  return judgment !== undefined && fitsSpec(spec, judgment) ? judgment : undefined
}

function interpret(spec: EvaluatorSpec, value: unknown): EvaluatorJudgment | undefined {
  switch (spec.return_type) {
    case 'boolean':
      return typeof value === 'boolean' ? value : truths.get(String(value).toLowerCase())
    case 'number':
      return finite(typeof value === 'number' ? value : toNumber(String(value), spec.number_limits?.max))
    case 'select':
      return toOption(spec, value)
    default:
      return toOptions(spec, value)
  }
}

function toNumber(text: string, max: number | null | undefined): number | undefined {
  if (number.test(text)) return Number(text)
  const [, part = '', whole = ''] = share.exec(text) ?? []
  return whole !== '' && Number(whole) === max ? Number(part) : undefined
}

function finite(value: number | undefined): number | undefined {
  return Number.isFinite(value) ? value : undefined
}

function toOption(spec: EvaluatorSpec, value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined
  const text = String(value)
  if (hasFreeNames(spec)) return text === '' ? undefined : text
  const names = (spec.options ?? []).map(({ name }) => name)
  if (names.includes(text)) return text
  const alike = names.filter((name) => bare(name).toLowerCase() === bare(text).toLowerCase())
  return alike.length === 1 ? alike[0] : undefined
}

function toOptions(spec: EvaluatorSpec, value: unknown): string[] | undefined {
  const whole = toOption(spec, value)
  if (whole !== undefined && !hasFreeNames(spec)) return [whole]
  if (typeof value === 'string' && bare(value).toLowerCase() === 'none') return []
  const pieces = typeof value === 'string' ? (value.startsWith('[') ? [undefined] : value.split(/[,;]/)) : value
  if (!Array.isArray(pieces)) return undefined
  const names = pieces.map((piece: unknown) => toOption(spec, typeof piece === 'string' ? bare(piece) : piece))
  return names.every((name) => name !== undefined) ? [...new Set(names)] : undefined
}

function hasFreeNames({ options }: EvaluatorSpec): boolean {
  return !options?.length
}

/** The inside of the last code fence, or the whole. */
function unfenced(answer: string): string {
  const [, ...blocks] = answer.split('```')
  const last = blocks.at(blocks.length % 2 === 0 ? -2 : -1)
  return last === undefined ? answer : last.replace(/^\w*\s/, '')
}

/** What stands between the first opening and the last closing bracket, brackets included. */
function between(text: string, open: string, close: string): string {
  const start = text.indexOf(open)
  return start < 0 ? '' : text.slice(start, text.lastIndexOf(close) + 1)
}

/** Takes off bullets, quotes and stress. */
function bare(line: string): string {
  let start = 0
  let end = line.length
  while (start < end && (opening.has(line[start] ?? '') || isBullet(line, start))) start += 1
  while (end > start && closing.has(line[end - 1] ?? '')) end -= 1
  return line.slice(start, end)
}

function isBullet(line: string, index: number): boolean {
  return (line[index] === '-' || line[index] === '•') && line[index + 1] === ' '
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
