import { log } from '../servers/payloads.mjs'
import { withServers } from '../server-crew.mjs'
import { decimals, printTable } from '../table.mjs'

const marks = [10_000, 50_000, 100_000, 200_000]
const request = { path: '/v5/prompts/log', method: 'POST', body: JSON.stringify(log), connections: 16 }
const mebibytes = (bytes) => decimals(bytes / 1024 / 1024)

/** What the server holds after so many logged requests, when garbage is collected. */
export async function run() {
  await withServers({ 'smarter-server': 'ours' }, async ({ crew, measure }) => {
    const [member] = crew.values()
    const rows = []
    let sent = 0
    for (const mark of marks) {
      await measure(member, { ...request, count: mark - sent })
      sent = mark
      const { heap, external, rss } = await member.ask('memory')
      rows.push([mark, mebibytes(heap), mebibytes(external), mebibytes(rss)])
    }
    printTable('Server: memory after logged requests (MiB)', [['requests', 'heap', 'external', 'resident'], ...rows], [
      'After a collection. Goal: flat, which is ≤ 1 MiB of heap and ≤ 10 % of resident memory from 10 000 to 200 000 requests.',
    ])
  })
}
