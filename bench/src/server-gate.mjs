import { measureLists } from './sections/server-lists.mjs'
import { measureStarts } from './sections/server-start.mjs'
import { writes } from './sections/server-writes.mjs'
import { leastInTurn, serverControls, servers, withServers } from './server-crew.mjs'
import { median } from './statistics.mjs'

/**
 * What is allowed, as multiples of what is measured in the same run. They leave room over what the sections show: a busy machine has colder caches, which
 * slow the larger program more.
 */
const limits = { write: 2.4, crowd: 1.4, growth: 2, start: 7 }
const [rounds, passes] = [5, 3]
const flatLists = ['of a file', 'the last page', 'of a version', 'of a time']

/**
 * Checks the cost of a write beside raw Hono, that lists stay as fast when there are more logs, and the start of the command beside an empty process.
 * Gives the process's exit code.
 */
export async function checkServerGate() {
  const figures = [
    ['a write costs', await writeRatio('log, one at a time'), limits.write, 'the CPU of raw Hono', 'server-writes'],
    ['a write among 16 costs', await writeRatio('log, 16 at a time'), limits.crowd, 'the CPU of raw Hono', 'server-writes'],
    ['a page among 40 times as many logs costs', await greatestGrowth(), limits.growth, 'the CPU', 'server-lists'],
    ['a start takes', await startRatio(), limits.start, 'an empty process', 'server-start'],
  ]
  for (const [what, ratio, limit, of, section] of figures) {
    const holds = ratio <= limit
    console.log(`The server's gate ${holds ? 'holds' : 'fails'}: ${what} ${ratio.toFixed(2)} × ${of}; the limit is ${limit}.`)
    if (!holds) console.log(`Run \`npm run bench -- --only ${section}\` for the whole table.`)
  }
  return figures.every(([, ratio, limit]) => ratio <= limit) ? 0 : 1
}

async function writeRatio(kind) {
  const request = writes[kind]
  return withServers(servers, async ({ crew, measure }) => {
    for (const member of crew.values()) await measure(member, { ...request, count: 1500 })
    const ratios = []
    for (let round = 0; round < rounds; round++) {
      const cpu = await leastInTurn(crew, passes, async (member) => (await measure(member, { ...request, count: 100 })).cpu)
      ratios.push(cpu.get('smarter-server') / Math.min(...serverControls.map((name) => cpu.get(name))))
    }
    return median(ratios)
  })
}

async function greatestGrowth() {
  const growths = await measureLists({ rounds: 4, sizes: [500, 20_000], only: flatLists })
  return Math.max(...growths.map(({ growth }) => growth))
}

async function startRatio() {
  const samples = [...(await measureStarts(5, 1000)).values()].map((list) => Math.min(...list))
  return Math.max(...samples) / samples[0]
}
