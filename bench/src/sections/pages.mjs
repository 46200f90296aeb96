import { decimals } from '../table.mjs'
import { middle, printTimed, spreadOf } from './timed.mjs'

/** Items of a list of many pages, from memory. */
export async function run(options) {
  await printTimed(
    {
      task: 'list',
      offer: 'list',
      warmUp: 60,
      count: 6,
      title: 'Auto-paging: items per second of CPU, from memory',
      headings: ['thousand items/s', '× raw loop', 'spread'],
      columns: (rounds, name) => [
        decimals(middle(rounds, (round) => 1000 / round[name]), 0),
        decimals(middle(rounds, (round) => round.control / round[name]), 2),
        spreadOf(rounds, name),
      ],
      notes: ['Pages of 100 items. "raw fetch" is a loop over pages. Goal: ≥ 0.8 × the raw loop.'],
    },
    options,
  )
}
