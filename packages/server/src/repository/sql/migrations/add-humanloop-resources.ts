import type { Kysely } from 'kysely'
import { sha256 } from '../../../digest.js'
import { logText } from '../../log-text.js'
import { lot } from '../../lot.js'
import type { DirectoryRecord } from '../../repository.js'
import { rootDirectory } from '../../root-directory.js'
import type { Database } from '../database.js'
import type { Engine } from './engine.js'
import { runAll } from './run-all.js'
import { updateLogs } from './update-logs.js'

/** Puts files into directories, and lets logs judge each other, belong to runs and be searched. */
export async function addHumanloopResources(database: Kysely<Database>, { counter }: Engine): Promise<void> {
  const position = `position ${counter}`
  await runAll(database, [
    `create table directories (${position}, id text not null unique, path text not null unique, name text not null, parent_id text,
      created_at text not null, updated_at text not null)`,
    'create index directories_by_parent on directories (parent_id, path)',
    `alter table files add column directory_id text not null default '${rootDirectory.id}'`,
    'create index files_by_directory on files (directory_id)',
    'create index deployments_by_environment on deployments (environment_id, file_id)',
    'alter table logs add column parent_id text',
    'alter table logs add column source_datapoint_id text',
    'alter table logs add column run_id text',
    'alter table logs add column log_status text',
    `alter table logs add column search_text text not null default ''`,
    `alter table logs add column metadata_text text not null default ''`,
    'alter table logs add column lot integer not null default 0',
    'drop index logs_by_version',
    'create index logs_by_version on logs (version_id, created_at, position)',
    'create index logs_by_judged on logs (parent_id, created_at, position)',
    'create index logs_by_trace on logs (trace_id, created_at, position)',
    'create index logs_by_run on logs (run_id, created_at, position)',
    'create index logs_by_datapoint on logs (source_datapoint_id, version_id)',
    `create table datapoints (id text not null primary key, file_id text not null, hash text not null, content text not null, unique (file_id, hash))`,
    `create table version_datapoints (version_id text not null, position integer not null, datapoint_id text not null,
      primary key (version_id, position), unique (version_id, datapoint_id))`,
    `create table evaluations (${position}, id text not null unique, file_id text, name text, evaluators text not null,
      created_at text not null, updated_at text not null, unique (file_id, name))`,
    'create index evaluations_by_creation on evaluations (file_id, created_at, position)',
    `create table runs (id text not null primary key, version_id text, dataset_version_id text, orchestrated integer not null,
      use_existing_logs integer not null, status text not null, created_at text not null, updated_at text not null)`,
    'create index runs_by_version on runs (version_id)',
    'create index runs_by_dataset_version on runs (dataset_version_id)',
    `create table evaluation_runs (${position}, evaluation_id text not null, run_id text not null, control integer not null,
      added_at text not null, unique (evaluation_id, run_id))`,
    'create index evaluation_runs_by_run on evaluation_runs (run_id)',
    `create table run_logs (${position}, run_id text not null, log_id text not null, datapoint_id text, added_at text not null, unique (run_id, log_id))`,
    'create index run_logs_by_addition on run_logs (run_id, added_at, position)',
    'create index run_logs_by_log on run_logs (log_id)',
    'create index run_logs_by_datapoint on run_logs (datapoint_id)',
  ])
  await makeDirectories(database)
  await indexLogs(database)
}

/** A directory is as old as the oldest file below it. */
async function makeDirectories(database: Kysely<Database>): Promise<void> {
  const directories = new Map<string, DirectoryRecord>([['', rootDirectory]])
  for (const { id, path, createdAt } of await database.selectFrom('files').select(['id', 'path', 'createdAt']).orderBy('createdAt').execute()) {
    let parent = rootDirectory
    for (const name of path.split('/').slice(0, -1)) {
      const below = parent === rootDirectory ? name : `${parent.path}/${name}`
      const directoryId = `dir_${(await sha256(below)).slice(0, 20)}`
      const made = { id: directoryId, path: below, name, parentId: parent.id, createdAt, updatedAt: createdAt }
      parent = directories.get(below) ?? made
      directories.set(below, parent)
    }
    if (parent !== rootDirectory) await database.updateTable('files').set({ directoryId: parent.id }).where('id', '=', id).execute()
  }
  for (const directory of directories.values()) await database.insertInto('directories').values(directory).execute()
}

function indexLogs(database: Kysely<Database>): Promise<void> {
  return updateLogs(database, (id, content) => ({ ...logText(content), lot: lot(id) }))
}
