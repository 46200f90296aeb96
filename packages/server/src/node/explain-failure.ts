import { codeOf } from './error-code.js'
import { StartError } from './start-error.js'

/** What a full disk is called: by libSQL, by the system, and by Postgres. */
const fullCodes = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT', '53100'])

/** A full disk in one sentence; `undefined` when that is not what went wrong. */
export function explainFullDisk(error: unknown): string | undefined {
  return fullCodes.has(codeOf(error)) ? 'The disk is full. Make room and try again; what was acknowledged before is kept.' : undefined
}

/** Tells a person why a command could not do its work. */
export function explainFailure(error: unknown): string {
  if (error instanceof StartError) return error.message
  return explainFullDisk(error) ?? `It failed in a way that it does not know: ${toSentence(error instanceof Error ? error.message : String(error))} Please report this.`
}

/** One line that ends like a sentence. */
export function toSentence(words: string): string {
  const line = words.replace(/\s*\n\s*/g, ' ')
  return /[.?)]$/.test(line) ? line : `${line}.`
}
