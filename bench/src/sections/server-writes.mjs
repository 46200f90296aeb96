import { call, log } from '../servers/payloads.mjs'
import { describeRounds, interleave } from '../rounds.mjs'
import { serverControls, servers, withServers } from '../server-crew.mjs'
import { decimals, printTable } from '../table.mjs'
import { middle, spreadOf } from './timed.mjs'

/** What is written, and how: a single write waits for its answer, a crowd of 16 does so side by side. */
export const writes = {
  'log, one at a time': { path: '/v5/prompts/log', method: 'POST', body: JSON.stringify(log) },
  'log, with an idempotency key': { path: '/v5/prompts/log', method: 'POST', body: JSON.stringify(log), keyed: true },
  'log, 16 at a time': { path: '/v5/prompts/log', method: 'POST', body: JSON.stringify(log), connections: 16 },
  'call of the built-in model': { path: '/v5/prompts/call', method: 'POST', body: JSON.stringify(call) },
}

/** CPU and time of writes, beside raw Hono that does the same inserts on the same engine with the same durability. */
export async function run({ rounds }) {
  await printWrites('Server', { rounds, warmUp: 3000, count: 300 })
}

/**
 * Measures writes and prints a table for each kind.
 *
 * @param options `warmUp` and `count` are requests before and in each pass of a round. `makePlace` is that of `withServers`.
 */
export async function printWrites(title, { rounds, warmUp, count, makePlace }) {
  const measureAll = async ({ crew, measure }) => {
    for (const [name, request] of Object.entries(writes)) {
      const times = new Map([...crew.keys()].map((server) => [server, []]))
      for (const member of crew.values()) await measure(member, { ...request, count: warmUp })
      const result = await interleave(
        crew,
        rounds,
        async (member) => {
          const { cpu, wall } = await measure(member, { ...request, count })
          times.get(nameOf(crew, member)).push(wall)
          return cpu
        },
        serverControls,
      )
      const wallOf = (server) => Math.min(...times.get(server))
      const rows = [...crew.keys()].map((server) => [
        server,
        decimals(middle(result.valid, (round) => round[server]), 0),
        decimals(middle(result.valid, (round) => round[server] / round.control), 2),
        spreadOf(result.valid, server),
        decimals(wallOf(server) * 1000, 0),
        decimals(wallOf(server) / Math.min(...serverControls.map(wallOf)), 2),
      ])
      const notes = [describeRounds(result, rounds, serverControls), 'Goal: ≤ 1.5 × raw Hono for single writes.']
      printTable(`${title}: ${name} (µs per request)`, [['', 'CPU', '× raw', 'spread', 'least time', '× raw'], ...(result.valid.length === 0 ? [] : rows)], notes)
    }
  }
  await withServers(servers, measureAll, makePlace)
}

const nameOf = (crew, wanted) => [...crew].find(([, member]) => member === wanted)[0]
