import type { Kysely } from 'kysely'
import type { Records, Repository } from '../repository.js'
import { TaskQueue } from '../task-queue.js'
import type { Database } from './database.js'
import { deploymentRecords, environmentRecords, fileRecords } from './sql-file-records.js'
import { logRecords, versionRecords } from './sql-version-records.js'
import { chatRecords, idempotencyRecords, manifestRecords } from './sql-platform-records.js'

/** How an engine wants to be used. */
export interface SqlRepositoryOptions {
  /** Whether the database has one connection, so that reads must wait for open transactions. */
  singleConnection: boolean
}

/** Makes a repository over a database whose tables are migrated. Closing it closes the database. */
export function sqlRepository(database: Kysely<Database>, { singleConnection }: SqlRepositoryOptions): Repository {
  const queue = new TaskQueue()
  const reader = records(database)
  return {
    read: (work) => (singleConnection ? queue.run(() => work(reader)) : work(reader)),
    write: (work) => queue.run(() => database.transaction().execute((transaction) => work(records(transaction)))),
    close: () => queue.run(() => database.destroy()),
  }
}

function records(database: Kysely<Database>): Records {
  return {
    environments: environmentRecords(database),
    files: fileRecords(database),
    versions: versionRecords(database),
    deployments: deploymentRecords(database),
    logs: logRecords(database),
    manifests: manifestRecords(database),
    chats: chatRecords(database),
    idempotency: idempotencyRecords(database),
  }
}
