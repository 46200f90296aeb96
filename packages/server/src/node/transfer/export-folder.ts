import { mkdir, mkdtemp, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Repository } from '../../repository/repository.js'
import { exportRecords } from '../../transfer/export-records.js'
import { codeOf } from '../error-code.js'
import { StartError } from '../start-error.js'
import { ExportWriter } from './export-writer.js'
import type { ExportCounts } from './export-writer.js'

/** Options of {@link exportFolder}. */
export interface ExportFolderOptions {
  /** The folder to make. It may be there if it is empty. */
  folder: string
  /** What is written. */
  repository: Repository
  /** Whether Logs are written. Default: `true`. */
  logs?: boolean
  /** Whether the environment variables of Tools are written, which may be secret. Default: `false`. */
  secrets?: boolean
  /** Hears how much was written, several times a second. */
  onProgress?: (counts: ExportCounts) => void
}

/** What an export holds. */
export interface ExportReport {
  /** The folder, as an absolute path. */
  folder: string
  counts: ExportCounts
}

/**
 * Writes all that is Humanloop's into a folder, in the layout of `humanloop-export`: files of every kind with their versions, deployments and
 * datapoints, Evaluations with their runs, and Logs. Equal data gives equal bytes.
 *
 * It shows one state of the database, while servers go on writing. The folder is there once it is complete. Not in it are Smarter's
 * resources and conversations, uploads, fine-tuning jobs and stored responses.
 *
 * @param options What is written, and where.
 * @returns The folder, and how much is in it.
 * @throws {StartError} When the folder is not empty, or cannot be made.
 */
export async function exportFolder({ folder, repository, logs = true, secrets = false, onProgress }: ExportFolderOptions): Promise<ExportReport> {
  const target = resolve(folder)
  const draft = await makeDraft(target)
  try {
    const writer = new ExportWriter(draft, onProgress)
    await repository.read(async (records) => {
      for await (const chunk of exportRecords(records, { logs, secrets })) await writer.write(chunk)
    })
    await writer.close()
    await rmdir(target).catch(() => undefined)
    await rename(draft, target)
    return { folder: target, counts: writer.counts }
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

/** The name of an export that is made now: `exports/20250901-120000`, in UTC. */
export function exportName(now: Date): string {
  const digits = now.toISOString().replace(/\D/g, '')
  return join('exports', `${digits.slice(0, 8)}-${digits.slice(8, 14)}`)
}

/** Makes the folder that is written to, beside the one that it becomes. */
async function makeDraft(target: string): Promise<string> {
  const present = await readdir(target).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return []
    throw new StartError(`${target} cannot be exported to (${codeOf(error)}). Name a new folder.`)
  })
  if (present.length > 0) throw new StartError(`The folder ${target} is not empty. Name a new one; an export is never mixed with what is there.`)
  try {
    await mkdir(dirname(target), { recursive: true })
    return await mkdtemp(join(dirname(target), `.${basename(target)}-`))
  } catch (error) {
    throw new StartError(`The folder ${target} cannot be made (${codeOf(error)}). Choose another place.`)
  }
}
