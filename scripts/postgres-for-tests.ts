import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { findPostgres, startCluster } from './postgres-cluster.js'
import type { Cluster } from './postgres-cluster.js'

/**
 * Vitest's global setup: lets tests borrow schemas of a Postgres, that of `SMARTER_TEST_POSTGRES_URL` or a private one, which starts when the first test
 * asks. Who connects to the port that `SMARTER_TEST_POSTGRES_PORT` names is told a schema, and has it until the connection ends. It is new until somebody
 * answers that it is made.
 */
export async function setup(): Promise<() => Promise<void>> {
  const given = process.env['SMARTER_TEST_POSTGRES_URL']
  const programs = given === undefined ? await findPostgres() : undefined
  if (given === undefined && programs === undefined) {
    console.log('Tests on Postgres are skipped: none is installed. Run scripts/install-for-tests.sh postgresql, or set SMARTER_TEST_POSTGRES_URL to a database that may be overwritten.')
    return async () => undefined
  }
  let cluster: Promise<Cluster> | undefined
  const urlOf = async (): Promise<string> => given ?? (await (cluster ??= startCluster(programs ?? ''))).url
  const free: string[] = []
  const made = new Set<string>()
  let count = 0
  const sockets = new Set<Socket>()
  const lender = createServer((socket) => {
    sockets.add(socket)
    const schema = free.pop() ?? `smarter_test_${(count += 1)}`
    socket.on('error', () => undefined)
    socket.on('data', () => made.add(schema))
    socket.once('close', () => {
      sockets.delete(socket)
      free.push(schema)
    })
    const answer = urlOf().then((url) => ({ url, schema, isNew: !made.has(schema) }), (error: unknown) => ({ failure: String(error) }))
    void answer.then((told) => socket.write(`${JSON.stringify(told)}\n`))
  })
  await new Promise<void>((resolve) => lender.listen(0, '127.0.0.1', resolve))
  process.env['SMARTER_TEST_POSTGRES_PORT'] = String((lender.address() as AddressInfo).port)
  return async () => {
    for (const socket of sockets) socket.destroy()
    lender.close()
    await (await cluster)?.stop()
  }
}
