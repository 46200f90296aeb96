import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Repository } from '../../repository/repository.js'
import type { Subject, Tally } from '../../transfer/findings.js'
import { importRecords } from '../../transfer/import-records.js'
import { layout } from '../../transfer/layout.js'
import { codeOf } from '../error-code.js'
import { StartError } from '../start-error.js'
import { folderSource } from './folder-source.js'
import { addFindings, emptyReport } from './import-report.js'
import type { ImportReport } from './import-report.js'
import { openReport } from './report-file.js'

/** How far an import is. */
export interface ImportProgress {
  /** Bytes of Logs and datapoints that were read. Some are read twice, so it may pass the total. */
  bytes: number
  totalBytes: number
  counts: Partial<Record<Subject, Tally>>
}

/** Options of {@link importFolder}. */
export interface ImportFolderOptions {
  /** The export folder: the one that `files/` is in. */
  folder: string
  /** Where it goes. */
  repository: Repository
  /** Path of the JSON file that all problems are written to. Default: none is written. */
  reportFile?: string
  /** Whether everything is read and tried, and nothing is kept. Other writes wait until it is over. Default: `false`. */
  dryRun?: boolean
  /** Hears how far it is, several times a second. */
  onProgress?: (progress: ImportProgress) => void
}

/**
 * Takes over an export of Humanloop, as `humanloop-export` wrote it or `exportFolder` did: files of every kind with their versions,
 * deployments and datapoints, Evaluations with their runs, and Logs. Ids, names and times stay the same.
 *
 * What is here already stays as it is, so that an import may be repeated, and one that broke off is finished by the next one. It runs page
 * by page, each in one transaction, while servers use the same database.
 *
 * @param options What is read, where it goes, and who hears of it.
 * @returns What was taken over, and what could not be.
 * @throws {StartError} When the folder is no export, or the report cannot be written. Nothing is written then.
 */
export async function importFolder({ folder, repository, reportFile, dryRun = false, onProgress }: ImportFolderOptions): Promise<ImportReport> {
  const totalBytes = await checkExport(folder)
  const file = reportFile === undefined ? undefined : openReport(reportFile)
  const report = emptyReport(dryRun)
  let bytes = 0
  const source = folderSource(folder, (read) => {
    bytes += read
    onProgress?.({ bytes, totalBytes, counts: report.counts })
  })
  const take = (store: Pick<Repository, 'read' | 'write'>): Promise<void> =>
    importRecords(source, store, (findings) => {
      addFindings(report, findings)
      file?.add(findings.problems)
      onProgress?.({ bytes, totalBytes, counts: report.counts })
    })
  try {
    await (dryRun ? tryOut(repository, take) : take(repository))
    const { problems: _problems, ...summary } = report
    file?.finish({ folder, ...summary })
    return report
  } catch (error) {
    file?.discard()
    throw error
  }
}

/** Says that a trial is over, so that nothing of it is kept. */
class TrialOver extends Error {}

async function tryOut(repository: Repository, take: (store: Pick<Repository, 'read' | 'write'>) => Promise<void>): Promise<void> {
  const trial = repository.write(async (records) => {
    await take({ read: (work) => work(records), write: (work) => work(records) })
    throw new TrialOver()
  })
  await trial.catch((error: unknown) => {
    if (!(error instanceof TrialOver)) throw error
  })
}

/**
 * Makes sure that a folder is an export, and measures what is in it.
 *
 * @returns Bytes of Logs and datapoints.
 * @throws {StartError} When it is none.
 */
export async function checkExport(folder: string): Promise<number> {
  const found = await stat(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') throw new StartError(`There is no folder ${folder}. Name the folder of an export, such as exports/20250901-120000.`)
    throw new StartError(`The folder ${folder} cannot be read (${codeOf(error)}).`)
  })
  if (!found.isDirectory()) throw new StartError(`${folder} is not a folder. Name the folder of an export, such as exports/20250901-120000.`)
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new StartError(`The folder ${folder} cannot be read (${codeOf(error)}).`)
  })
  if (!entries.some((entry) => entry.name === layout.files && entry.isDirectory())) {
    throw new StartError(`The folder ${folder} is no export: there is no folder "${layout.files}" in it. Name the folder of one export, such as exports/20250901-120000.`)
  }
  return sizeOfLines(folder)
}

async function sizeOfLines(folder: string): Promise<number> {
  let size = 0
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) size += await sizeOfLines(path)
    else if (entry.isFile() && entry.name.endsWith('.jsonl')) size += (await stat(path)).size
  }
  return size
}
