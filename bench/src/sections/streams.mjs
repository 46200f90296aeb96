import { decimals } from '../table.mjs'
import { middle, printTimed, spreadOf } from './timed.mjs'

/** Server-sent events of one stream, each parsed from JSON, from memory. */
export async function run(options) {
  await printTimed(
    {
      task: 'stream',
      offer: 'stream',
      warmUp: 200,
      count: 15,
      title: 'Server-sent events per second of CPU, from memory',
      headings: ['thousand events/s', '× openai 7', 'spread'],
      columns: (rounds, name) => [
        decimals(middle(rounds, (round) => 1000 / round[name]), 0),
        rounds[0]['openai 7'] === undefined ? '' : decimals(middle(rounds, (round) => round['openai 7'] / round[name]), 2),
        spreadOf(rounds, name),
      ],
      notes: ['"raw fetch" is eventsource-parser called directly behind a hand-made iterator.', 'Goal: ≥ 2.8 × openai 7.'],
    },
    options,
  )
}
