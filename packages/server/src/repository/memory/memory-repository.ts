import type { Records, Repository } from '../repository.js'
import { rootDirectory } from '../root-directory.js'
import { TaskQueue } from '../task-queue.js'
import { apiKeyRecords } from './memory-api-key-records.js'
import { datapointRecords } from './memory-datapoint-records.js'
import { directoryRecords } from './memory-directory-records.js'
import { evaluationRecords, runLogRecords, runRecords } from './memory-evaluation-records.js'
import { judgmentRecords } from './memory-judgment-records.js'
import { fineTuningJobRecords, responseRecords, uploadRecords } from './memory-openai-records.js'
import { chatRecords, idempotencyRecords, manifestRecords } from './memory-platform-records.js'
import { deploymentRecords, environmentRecords, fileRecords, versionRecords } from './memory-file-records.js'
import { logRecords } from './memory-log-records.js'
import { memoryTables } from './memory-tables.js'
import { workRecords } from './memory-work-records.js'

/**
 * Makes an empty repository in plain memory: it needs no module of the host, and forgets everything when it is dropped.
 *
 * It keeps the same rules as the SQL one, transactions and unique constraints included.
 */
export function memoryRepository(): Repository {
  const journal: (() => void)[] = []
  const tables = memoryTables(journal)
  tables.directories.insert(rootDirectory)
  journal.length = 0
  const records: Records = {
    environments: environmentRecords(tables),
    directories: directoryRecords(tables),
    files: fileRecords(tables),
    versions: versionRecords(tables),
    deployments: deploymentRecords(tables),
    logs: logRecords(tables),
    datapoints: datapointRecords(tables),
    evaluations: evaluationRecords(tables),
    runs: runRecords(tables),
    runLogs: runLogRecords(tables),
    judgments: judgmentRecords(tables),
    manifests: manifestRecords(tables),
    chats: chatRecords(tables),
    responses: responseRecords(tables),
    uploads: uploadRecords(tables),
    fineTuningJobs: fineTuningJobRecords(tables),
    work: workRecords(tables),
    apiKeys: apiKeyRecords(tables),
    idempotency: idempotencyRecords(tables),
  }
  const queue = new TaskQueue()
  return {
    read: (work) => queue.run(() => work(records)),
    write: (work) =>
      queue.run(async () => {
        try {
          return await work(records)
        } catch (error) {
          while (journal.length > 0) journal.pop()?.()
          throw error
        } finally {
          journal.length = 0
        }
      }),
    close: () => queue.run(async () => undefined),
  }
}
