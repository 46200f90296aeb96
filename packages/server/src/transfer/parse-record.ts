import { Problem } from '../http/problem.js'
import { refuseHostile } from '../http/parse-json.js'
import type { Findings, Place } from './findings.js'

const numbers = /-?\d[\d.eE+-]*/g

/** Reads one JSON value of an export. What cannot be read is reported, and gives `undefined`. */
export function parseValue(text: string, place: Place, findings: Findings): unknown {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    refuseHostile(value, 'The record')
    noteRounding(text, place, findings)
    return value
  } catch (error) {
    findings.lost(place, error instanceof Problem ? error.message : explain(text))
    return undefined
  }
}

function explain(text: string): string {
  if (text.trim() === '') return 'It is empty.'
  return /[}\]]\s*$/.test(text) ? 'It is not JSON.' : 'It is not JSON: its end is missing.'
}

/** JavaScript's numbers hold 15 digits for sure; whole numbers with more may have been rounded. */
function noteRounding(text: string, place: Place, findings: Findings): void {
  if (!/\d{16}/.test(text)) return
  for (const part of outsideOfTexts(text)) {
    for (const [token] of part.matchAll(numbers)) {
      if (/^-?\d{16,}$/.test(token) && BigInt(token) !== BigInt(Number(token))) {
        findings.note(place, `The number ${token} has too many digits and is kept as ${Number(token)}.`)
      }
    }
  }
}

/** The parts of JSON between its texts, which are too long for a pattern. */
function* outsideOfTexts(json: string): Generator<string> {
  let end = 0
  for (let start = json.indexOf('"'); start !== -1; start = json.indexOf('"', end)) {
    yield json.slice(end, start)
    end = endOfText(json, start)
  }
  yield json.slice(end)
}

function endOfText(json: string, start: number): number {
  let quote = json.indexOf('"', start + 1)
  while (isEscaped(json, quote)) quote = json.indexOf('"', quote + 1)
  return quote + 1
}

function isEscaped(json: string, index: number): boolean {
  let first = index
  while (json[first - 1] === '\\') first -= 1
  return (index - first) % 2 === 1
}
