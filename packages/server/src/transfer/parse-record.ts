import { Problem } from '../http/problem.js'
import { refuseHostile } from '../http/parse-json.js'
import type { Findings, Place } from './findings.js'

const tokens = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g

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
  for (const [token] of text.matchAll(tokens)) {
    if (/^-?\d{16,}$/.test(token) && BigInt(token) !== BigInt(Number(token))) {
      findings.note(place, `The number ${token} has too many digits and is kept as ${Number(token)}.`)
    }
  }
}
