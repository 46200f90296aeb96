import type { Findings, Subject, Tally, TransferProblem } from '../../transfer/findings.js'

const mostProblems = 1000

/** What an import did. */
export interface ImportReport {
  /** How many of each kind were new here, were filled in, or were there already. */
  counts: Partial<Record<Subject, Tally>>
  /** How many things could not be read or kept. */
  lost: number
  /** How many things are kept in another way than the export tells, or are missing from the export. */
  notes: number
  /** What they are; the first thousand. The report file has all. */
  problems: TransferProblem[]
  /** Whether nothing was written, because it was a trial. */
  dryRun: boolean
}

export function emptyReport(dryRun: boolean): ImportReport {
  return { counts: {}, lost: 0, notes: 0, problems: [], dryRun }
}

/** Adds the findings of one step. */
export function addFindings(report: ImportReport, { problems, tallies }: Findings): void {
  for (const [subject, { added, completed, present }] of tallies) {
    const known = report.counts[subject] ?? { added: 0, completed: 0, present: 0 }
    report.counts[subject] = { added: known.added + added, completed: known.completed + completed, present: known.present + present }
  }
  for (const problem of problems) {
    if (problem.level === 'lost') report.lost += 1
    else report.notes += 1
    if (report.problems.length < mostProblems) report.problems.push(problem)
  }
}
