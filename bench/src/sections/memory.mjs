import { decimals } from '../table.mjs'
import { middle, printTimed, spreadOf } from './timed.mjs'

/** CPU of one call when an injected fetch answers without a socket: what a client costs by itself. */
export async function run(options) {
  await printTimed(
    {
      task: 'memory',
      offer: 'call',
      warmUp: 8000,
      count: 1500,
      title: 'CPU per call, from memory (µs)',
      headings: ['call', 'own, over raw fetch', '× raw fetch', 'spread'],
      columns: (rounds, name) => [
        decimals(middle(rounds, (round) => round[name])),
        decimals(middle(rounds, (round) => round[name] - round.control)),
        decimals(middle(rounds, (round) => round[name] / round.control), 2),
        spreadOf(rounds, name),
      ],
      notes: ['Goal: own ≤ 25 µs, and ≤ 5 µs more with validation of an answer of 1 kB.'],
    },
    options,
  )
}
