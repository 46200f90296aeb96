import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RepositoryPlace } from '@smarter-api/server/node'
import { onTestFinished } from 'vitest'
import { findPostgres, startCluster } from '../../scripts/postgres-cluster.js'
import type { Cluster } from '../../scripts/postgres-cluster.js'

/** An empty database that servers can share. */
export interface Storage {
  /** How the command is told of it. */
  options: string[]
  place: RepositoryPlace
  /** The database server. A file has none. */
  cluster?: Pick<Cluster, 'kill' | 'start'>
}

const programs = await findPostgres()
if (programs === undefined) console.log('The tests of durability on Postgres are skipped: none is installed. Run scripts/install-for-tests.sh postgresql.')

/** The engines, and how a test gets an empty database of each. */
export const storages: [string, () => Promise<Storage>][] = [
  ['libSQL', newFile],
  ...(programs === undefined ? [] : [['Postgres', () => newCluster(programs)] satisfies [string, () => Promise<Storage>]]),
]

async function newFile(): Promise<Storage> {
  const folder = await mkdtemp(join(tmpdir(), 'smarter-durability-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const dataFile = join(folder, 'smarter.db')
  return { options: ['--data', dataFile], place: { dataFile } }
}

async function newCluster(programs: string): Promise<Storage> {
  const cluster = await startCluster(programs, { isDurable: true })
  onTestFinished(() => cluster.stop())
  return { options: ['--database-url', cluster.url], place: { databaseURL: cluster.url }, cluster }
}
