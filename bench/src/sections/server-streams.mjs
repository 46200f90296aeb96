import { call } from '../servers/payloads.mjs'
import { describeRounds, interleave } from '../rounds.mjs'
import { serverControls, servers, withServers } from '../server-crew.mjs'
import { decimals, printTable } from '../table.mjs'
import { middle, spreadOf } from './timed.mjs'

const request = { path: '/v5/prompts/call', method: 'POST', body: JSON.stringify({ ...call, stream: true }) }

/** How long a caller waits for the first event of a stream, beside raw Hono that sends it without looking anything up. */
export async function run({ rounds }) {
  await withServers(servers, async ({ crew, measure }) => {
    for (const member of crew.values()) await measure(member, { ...request, count: 2000 })
    const result = await interleave(crew, rounds, async (member) => (await measure(member, { ...request, count: 100 })).first, serverControls)
    const rows = [...crew.keys()].map((name) => [
      name,
      decimals(middle(result.valid, (round) => round[name]), 2),
      decimals(middle(result.valid, (round) => round[name] / round.control), 2),
      spreadOf(result.valid, name),
    ])
    printTable('Server: time to the first event of a stream (ms)', [['', 'first event', '× raw', 'spread'], ...(result.valid.length === 0 ? [] : rows)], [
      describeRounds(result, rounds, serverControls),
      'The middle of many calls, one after the other. Goal: ≤ 3 × raw Hono.',
    ])
  })
}
