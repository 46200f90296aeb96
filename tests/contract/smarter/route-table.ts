import { readFileSync } from 'node:fs'

/** One row of the table that users read. */
export interface RouteRow {
  readonly key: string
  readonly state: string
  /** The functions that cover the operation, or why none does. */
  readonly words: string
}

const text = readFileSync(new URL('../../../docs/smarter-routes.md', import.meta.url), 'utf8')

/** What the documentation says of every operation. */
export const rows: readonly RouteRow[] = [...text.matchAll(/^\| `([A-Z]+ \/[^`]*)` \| (\w+) \| (.+) \|$/gm)].map(([, key = '', state = '', words = '']) => ({ key, state, words }))

/** The numbers that its introduction gives. */
export const counts = /All (?<all>\d+) operations.*?(?<covered>\d+) are \*\*covered\*\*.*?(?<raw>\d+) are left \*\*raw\*\*.*?(?<broken>\d+) are \*\*broken\*\*/s.exec(text)?.groups ?? {}

/** The names of functions in the words of a row. */
export function functionsOf({ words }: RouteRow): string[] {
  return words.split(', ').map((word) => word.replaceAll('`', ''))
}
