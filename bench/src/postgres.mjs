import { readFile } from 'node:fs/promises'
import { transform } from 'esbuild'
import { Client } from 'pg'

const scripts = new URL('../../scripts/', import.meta.url)

/**
 * Starts a Postgres of our own that keeps what it acknowledges, and ends it after the work, which gets a function that makes an empty database and gives its
 * address. Where none is installed, it says so, and there is no work.
 */
export async function withPostgres(work) {
  const { findPostgres, startCluster } = await importTypeScript(new URL('postgres-cluster.ts', scripts))
  const programs = await findPostgres()
  if (programs === undefined) {
    console.log('\nPostgres is left out: none is installed. Run scripts/install-for-tests.sh postgresql.')
    return
  }
  const cluster = await startCluster(programs, { isDurable: true })
  try {
    await work((name) => makeDatabase(cluster.url, name.replaceAll(/\W/g, '_').toLowerCase()))
  } finally {
    await cluster.stop()
  }
}

async function makeDatabase(url, name) {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const address = new URL(url)
  address.pathname = name
  return String(address)
}

/** Not every Node that runs this takes TypeScript. The module must import nothing but what is Node's own. */
async function importTypeScript(url) {
  const { code } = await transform(await readFile(url, 'utf8'), { loader: 'ts' })
  return import(`data:text/javascript,${encodeURIComponent(code)}`)
}
