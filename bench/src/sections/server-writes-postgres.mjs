import { withPostgres } from '../postgres.mjs'
import { printWrites } from './server-writes.mjs'

/** The same writes in Postgres: a cluster that waits for its disk, with a database for each server. The CPU of Postgres' own processes is not counted. */
export async function run({ rounds }) {
  await withPostgres((makePlace) => printWrites('Server on Postgres', { rounds, warmUp: 1000, count: 100, makePlace }))
}
