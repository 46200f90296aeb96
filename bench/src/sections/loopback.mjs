import { startProcess } from '../crew.mjs'
import { decimals } from '../table.mjs'
import { middle, printTimed, spreadOf } from './timed.mjs'

/** CPU of one call over a real socket, of this process only: the server has its own. */
export async function run(options) {
  const server = await startProcess('local-server.mjs')
  try {
    await printTimed(
      {
        task: 'loopback',
        offer: 'call',
        warmUp: 8000,
        count: 300,
        title: 'CPU per call, over loopback (µs)',
        headings: ['call', '× raw fetch', 'spread'],
        columns: (rounds, name) => [
          decimals(middle(rounds, (round) => round[name])),
          decimals(middle(rounds, (round) => round[name] / round.control), 2),
          spreadOf(rounds, name),
        ],
        notes: ['Goal: ≤ 1.0 × raw fetch as people write it. For reading, not for a gate.'],
      },
      { ...options, baseURL: server.first },
    )
  } finally {
    server.stop()
  }
}
