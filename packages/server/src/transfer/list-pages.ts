import { sorted } from '../sorted.js'
import { Findings } from './findings.js'
import type { ImportState } from './import-state.js'

/** Lists the numbered pages in a folder, and reports the numbers that are missing. */
export async function listPages({ source, report }: ImportState, folder: string): Promise<string[]> {
  const findings = new Findings()
  const numbers: number[] = []
  for (const name of (await source.list(folder)) ?? []) {
    const [, digits] = /^([1-9]\d*)\.jsonl$/.exec(name) ?? []
    if (digits === undefined) findings.lost({ file: `${folder}/${name}` }, 'It is no page of this folder, and was not read.')
    else numbers.push(Number(digits))
  }
  const pages = sorted(numbers, (one, other) => one - other)
  let expected = 1
  for (const number of pages) {
    if (number > expected) findings.note({ file: folder }, `The export lacks ${nameGap(expected, number - 1)}.`)
    expected = number + 1
  }
  report(findings)
  return pages.map((number) => `${folder}/${number}.jsonl`)
}

function nameGap(first: number, last: number): string {
  return first === last ? `page ${first}` : `pages ${first} to ${last}`
}
