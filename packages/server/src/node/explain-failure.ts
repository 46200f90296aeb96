import { RepositoryUnavailable } from '../repository/repository-unavailable.js'
import { isDiskFull, saidByEngine } from './engine-trouble.js'
import { StartError } from './start-error.js'

/** A full disk in one sentence; `undefined` when that is not what went wrong. */
export function explainFullDisk(error: unknown): string | undefined {
  return isDiskFull(error) ? 'The disk is full. Make room and try again; what was acknowledged before is kept.' : undefined
}

/** Tells a person why a command could not do its work. */
export function explainFailure(error: unknown): string {
  if (error instanceof StartError) return error.message
  const full = explainFullDisk(error)
  if (full !== undefined) return full
  if (error instanceof RepositoryUnavailable) return `${error.message.replace(/\.$/, '')}: ${toSentence(wordsOf(saidByEngine(error)))} Try again later; what was acknowledged before is kept.`
  return `It failed in a way that it does not know: ${toSentence(wordsOf(error))} Please report this.`
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** One line that ends like a sentence. */
export function toSentence(words: string): string {
  const line = words.replace(/\s*\n\s*/g, ' ')
  return /[.?)]$/.test(line) ? line : `${line}.`
}
