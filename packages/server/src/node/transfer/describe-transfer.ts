import type { Subject, Tally, TransferProblem } from '../../transfer/findings.js'
import type { ExportReport } from './export-folder.js'
import type { ExportCounts } from './export-writer.js'
import type { ImportProgress } from './import-folder.js'
import type { ImportReport } from './import-report.js'

const subjects: [Subject, string][] = [
  ['environments', 'environments'], ['directories', 'directories'], ['files', 'files'], ['versions', 'versions'], ['deployments', 'deployments'],
  ['datapoints', 'datapoints'], ['evaluations', 'Evaluations'], ['runs', 'runs'], ['logs', 'Logs'], ['places', 'Logs in runs'],
]
const problemsShown = 20

/** Tells what an import did, in lines for a person. */
export function describeImport(report: ImportReport, reportFile?: string): string[] {
  const { counts, lost, notes, problems, dryRun } = report
  const rows = subjects.flatMap(([subject, name]) => describeTally(name, counts[subject], dryRun))
  const isChanged = Object.values(counts).some(({ added, completed }) => added + completed > 0)
  return [
    ...rows,
    ...(isChanged ? [] : [lost === 0 ? 'Nothing changed: all that the export has was here already.' : 'Nothing changed.']),
    ...lostFirst(problems).slice(0, problemsShown).map(describeProblem),
    ...(lost + notes > problemsShown ? [`  … and ${lost + notes - problemsShown} more.`] : []),
    lost === 0 ? 'All that could be read was taken over.' : `${lost} ${lost === 1 ? 'thing was' : 'things were'} not taken over as the export has them.`,
    ...(reportFile === undefined ? [] : [`The whole report is in ${reportFile}.`]),
    ...(dryRun ? ['This was a trial: nothing was kept.'] : []),
  ]
}

/** Names in a folder may hold what commands a terminal. */
function describeProblem({ level, file, line, reason }: TransferProblem): string {
  return `  ${level === 'lost' ? 'LOST' : 'note'}  ${file}${line === undefined ? '' : `:${line}`}: ${reason}`.replaceAll(/\p{Cc}/gu, '\uFFFD')
}

/** A few losses would not be seen below many notes. */
function lostFirst(problems: readonly TransferProblem[]): TransferProblem[] {
  return [...problems.filter(({ level }) => level === 'lost'), ...problems.filter(({ level }) => level !== 'lost')]
}

/** The exit code of an import: 0 when all is in, 2 when something could not be read or kept. */
export function exitCodeOf({ lost }: ImportReport): number {
  return lost === 0 ? 0 : 2
}

/** Tells how far an import is, in a few words, and which part of all that is. */
export function describeImportProgress({ bytes, totalBytes, counts }: ImportProgress): [words: string, share: number] {
  const done = (['files', 'versions', 'logs'] as const).map((subject) => {
    const { added = 0, completed = 0, present = 0 } = counts[subject] ?? {}
    return `${subject === 'logs' ? 'Logs' : subject} ${added + completed + present}`
  })
  return [done.join(', '), totalBytes === 0 ? 1 : bytes / totalBytes]
}

/** Tells what an export holds, in lines for a person. */
export function describeExport({ folder, counts }: ExportReport, { secrets }: { secrets: boolean }): string[] {
  return [
    `Exported to ${folder}: ${describeExportProgress(counts)}.`,
    `Not in it: ${secrets ? '' : 'environment variables of Tools, '}Smarter's resources and conversations, uploads, fine-tuning jobs and stored responses.`,
  ]
}

/** Tells how much is exported, in a few words. */
export function describeExportProgress({ files, versions, datapoints, evaluations, logs }: ExportCounts): string {
  return `files ${files}, versions ${versions}, datapoints ${datapoints}, Evaluations ${evaluations}, Logs ${logs}`
}

function describeTally(name: string, tally: Tally | undefined, dryRun: boolean): string[] {
  if (tally === undefined || tally.added + tally.completed + tally.present === 0) return []
  const { added, completed, present } = tally
  const parts = [
    ...(added > 0 ? [`${added} ${dryRun ? 'would be ' : ''}taken over`] : []),
    ...(completed > 0 ? [`${completed} ${dryRun ? 'would be ' : ''}completed`] : []),
    ...(present > 0 ? [`${present} here already`] : []),
  ]
  return [`${name}: ${parts.join(', ')}`]
}
