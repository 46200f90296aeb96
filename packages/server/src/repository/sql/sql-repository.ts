import type { Kysely } from 'kysely'
import type { Records, Repository } from '../repository.js'
import { TaskQueue } from '../task-queue.js'
import type { Upkeep } from '../upkeep.js'
import { onConnection } from './connection-of.js'
import type { Database } from './database.js'
import type { LogTextIndex } from './log-text-index.js'
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
import { chatRecords, manifestRecords } from './sql-smarter-records.js'
import { workRecords } from './sql-work-records.js'

/** How an engine wants to be used. */
export interface SqlRepositoryOptions {
  /** How many reads are under way at once; the others wait. With 0 there is one connection, and they wait for the writes before them. */
  readers: number
  /** How many writes are under way at once; the others wait. Default: 1. */
  writers?: number
  /** Runs transactions of the engine's own. Default: those of Kysely. */
  inTransaction?: InTransaction
  /** Runs a write in a transaction. Default: in one of the engine's own, which is alone. */
  transact?: Transact
  /** Finds logs by their texts. Default: they are looked through. */
  texts?: LogTextIndex | undefined
  /** Starts what goes on behind the answers. Default: nothing. */
  upkeep?: ((access: Access) => Upkeep) | undefined
  /** Is done before the database is closed. */
  tidyUp?: (database: Kysely<Database>) => Promise<unknown>
}

/** The database, as the repository uses it. */
interface Access {
  read<Result>(work: (snapshot: Kysely<Database>) => Promise<Result>): Promise<Result>
  write<Result>(work: (transaction: Kysely<Database>) => Promise<Result>, about?: string): Promise<Result>
}

/** Runs work in a transaction of the engine's own; one that reads sees one state. */
export type InTransaction = <Result>(mode: 'read' | 'write', work: (transaction: Kysely<Database>) => Promise<Result>) => Promise<Result>

/** Runs work in a transaction that is as if it were alone, or beside those that are about something else. */
export type Transact = <Result>(
  inTransaction: InTransaction,
  work: (transaction: Kysely<Database>) => Promise<Result>,
  about: string | undefined,
) => Promise<Result>

/** Makes a repository over a database whose tables are migrated. Closing it closes the database. */
export function sqlRepository(database: Kysely<Database>, options: SqlRepositoryOptions): Repository {
  const { readers, writers = 1, inTransaction = kyselyTransactions(database), transact = inTurn, texts, tidyUp } = options
  let closing: Promise<void> | undefined
  const writes = new TaskQueue(writers)
  const reads = readers === 0 ? writes : new TaskQueue(readers)
  const access: Access = {
    read: (work) => reads.run(() => inTransaction('read', work)),
    write: (work, about) => writes.run(() => transact(inTransaction, work, about)),
  }
  const upkeep = options.upkeep?.(access)

  async function close(): Promise<void> {
    await upkeep?.stop()
    await writes.runAlone(async () => {
      await tidyUp?.(database)
      await database.destroy()
    })
  }

  return {
    read(work) {
      upkeep?.note()
      return access.read((snapshot) => work(records(snapshot, texts)))
    },
    write(work, { about } = {}) {
      upkeep?.note()
      return access.write((transaction) => work(records(transaction, texts)), about)
    },
    close: () => (closing ??= close()),
  }
}

const inTurn: Transact = (inTransaction, work) => inTransaction('write', work)

function kyselyTransactions(database: Kysely<Database>): InTransaction {
  return (mode, work) => database.transaction().setAccessMode(mode === 'read' ? 'read only' : 'read write').execute(onConnection(work))
}

function records(database: Kysely<Database>, texts: LogTextIndex | undefined): Records {
  return {
    environments: environmentRecords(database),
    directories: directoryRecords(database),
    files: fileRecords(database),
    versions: versionRecords(database),
    deployments: deploymentRecords(database),
    logs: logRecords(database, texts),
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
