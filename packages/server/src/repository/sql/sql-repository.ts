import type { Kysely } from 'kysely'
import type { Records, Repository } from '../repository.js'
import { TaskQueue } from '../task-queue.js'
import type { Database } from './database.js'
import { apiKeyRecords } from './sql-api-key-records.js'
import { datapointRecords } from './sql-datapoint-records.js'
import { directoryRecords } from './sql-directory-records.js'
import { deploymentRecords, environmentRecords, fileRecords } from './sql-file-records.js'
import { logRecords } from './sql-log-records.js'
import { versionRecords } from './sql-version-records.js'
import { evaluationRecords } from './sql-evaluation-records.js'
import { judgmentRecords } from './sql-judgment-records.js'
import { runLogRecords, runRecords } from './sql-run-records.js'
import { fineTuningJobRecords, responseRecords, uploadRecords } from './sql-openai-records.js'
import { idempotencyRecords } from './sql-idempotency-records.js'
import { chatRecords, manifestRecords } from './sql-platform-records.js'
import { workRecords } from './sql-work-records.js'

/** How an engine wants to be used. */
export interface SqlRepositoryOptions {
  /** How many reads are under way at once; the others wait. With 0 there is one connection, and they wait for the writes before them. */
  readers: number
  /** How many writes are under way at once; the others wait. Default: 1. */
  writers?: number
  /** Runs a write in a transaction. Default: in one of the engine's own, which is alone. */
  transact?: Transact
  /** Is done before the database is closed. */
  tidyUp?: (database: Kysely<Database>) => Promise<unknown>
}

/** Runs work in a transaction that is as if it were alone, or beside those that are about something else. */
export type Transact = <Result>(
  database: Kysely<Database>,
  work: (transaction: Kysely<Database>) => Promise<Result>,
  about: string | undefined,
) => Promise<Result>

/** Makes a repository over a database whose tables are migrated. Closing it closes the database. */
export function sqlRepository(database: Kysely<Database>, options: SqlRepositoryOptions): Repository {
  const { readers, writers = 1, transact = inTransaction, tidyUp } = options
  let closing: Promise<void> | undefined
  const writes = new TaskQueue(writers)
  const reads = readers === 0 ? writes : new TaskQueue(readers)
  return {
    read: (work) => reads.run(() => database.transaction().setAccessMode('read only').execute((snapshot) => work(records(snapshot)))),
    write: (work, { about } = {}) => writes.run(() => transact(database, (transaction) => work(records(transaction)), about)),
    close() {
      closing ??= writes.runAlone(async () => {
        await tidyUp?.(database)
        await database.destroy()
      })
      return closing
    },
  }
}

const inTransaction: Transact = (database, work) => database.transaction().execute(work)

function records(database: Kysely<Database>): Records {
  return {
    environments: environmentRecords(database),
    directories: directoryRecords(database),
    files: fileRecords(database),
    versions: versionRecords(database),
    deployments: deploymentRecords(database),
    logs: logRecords(database),
    datapoints: datapointRecords(database),
    evaluations: evaluationRecords(database),
    runs: runRecords(database),
    runLogs: runLogRecords(database),
    judgments: judgmentRecords(database),
    manifests: manifestRecords(database),
    chats: chatRecords(database),
    responses: responseRecords(database),
    uploads: uploadRecords(database),
    fineTuningJobs: fineTuningJobRecords(database),
    work: workRecords(database),
    apiKeys: apiKeyRecords(database),
    idempotency: idempotencyRecords(database),
  }
}
