import { presentDirectory } from '../humanloop/directories/present-directory.js'
import { presentEnvironment } from '../humanloop/files/present-base.js'
import type { FileRecord, Records } from '../repository/repository.js'
import { rootDirectoryId } from '../repository/root-directory.js'
import { recordFile } from './export-chunk.js'
import type { ExportChunk } from './export-chunk.js'
import { exportEvaluations } from './export-evaluations.js'
import { exportFile } from './export-file.js'
import { exportLogs } from './export-logs.js'
import { layout } from './layout.js'

const filesAtOnce = 100

/** What an export holds. */
export interface ExportChoice {
  /** Whether Logs are in it. */
  logs: boolean
  /** Whether environment variables of Tools are in it. */
  secrets: boolean
}

/**
 * Writes everything of Humanloop's that a repository holds, in the layout of its exports, canonically: equal data gives equal bytes.
 * The mark that a file is complete comes after all else of it.
 */
export async function* exportRecords(records: Records, choice: ExportChoice): AsyncGenerator<ExportChunk> {
  const shown = choice.logs ? records : withoutLogs(records)
  yield recordFile(`${layout.own}/${layout.environments}`, (await records.environments.list()).map(presentEnvironment))
  const directories = (await records.directories.list()).filter(({ id }) => id !== rootDirectoryId)
  yield recordFile(`${layout.own}/${layout.directories}`, directories.map(presentDirectory))
  yield* exportEvaluations({ records, shown, home: layout.own, fileId: null, logs: choice.logs })
  yield { folder: layout.files }
  for await (const file of allFiles(records)) {
    const home = `${layout.files}/${file.id}`
    yield* exportFile({ records: shown, home, file, secrets: choice.secrets })
    if (file.kind !== 'dataset') {
      yield* exportEvaluations({ records, shown, home, fileId: file.id, logs: choice.logs })
      if (choice.logs) yield* exportLogs(records, home, file)
    }
    yield { path: `${home}/${layout.done}`, text: 'done\n' }
  }
}

async function* allFiles({ files }: Records): AsyncGenerator<FileRecord> {
  for (let offset = 0; ; offset += filesAtOnce) {
    const { items } = await files.list({ sortBy: 'createdAt', order: 'asc', offset, limit: filesAtOnce })
    yield* items
    if (items.length < filesAtOnce) return
  }
}

/** The same records as they are where no Log is: files were used when they were, by nothing that can be counted. */
function withoutLogs(records: Records): Records {
  const countUses: Records['logs']['countUses'] = async (fileIds) =>
    (await records.logs.countUses(fileIds)).map(({ fileId, versionId, lastUsedAt }) => ({ fileId, versionId, logs: 0, lastUsedAt }))
  return { ...records, logs: { ...records.logs, countUses } }
}
