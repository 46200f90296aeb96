import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import type { TransferProblem } from '../../transfer/findings.js'
import { codeOf } from '../error-code.js'
import { StartError } from '../start-error.js'

/** A report that grows while an import runs, and is in its place once it is complete. */
export interface ReportFile {
  add(problems: TransferProblem[]): void
  /** Writes the end, and puts the report into its place. */
  finish(summary: object): void
  /** Leaves no trace. */
  discard(): void
}

/**
 * Opens a report: a JSON object with `problems` and `summary`.
 *
 * @throws {StartError} When it cannot be written there.
 */
export function openReport(path: string): ReportFile {
  const draft = `${path}.part`
  const file = openDraft(path, draft)
  let separator = '\n'
  writeSync(file, '{"problems":[')
  return {
    add(problems) {
      for (const problem of problems) {
        writeSync(file, `${separator}${JSON.stringify(problem)}`)
        separator = ',\n'
      }
    },
    finish(summary) {
      writeSync(file, `\n],\n"summary":${JSON.stringify(summary, undefined, 2)}}\n`)
      closeSync(file)
      renameSync(draft, path)
    },
    discard() {
      closeSync(file)
      rmSync(draft, { force: true })
    },
  }
}

function openDraft(path: string, draft: string): number {
  try {
    return openSync(draft, 'w')
  } catch (error) {
    throw new StartError(`The report cannot be written to ${path} (${codeOf(error)}). Choose another place for it.`)
  }
}
