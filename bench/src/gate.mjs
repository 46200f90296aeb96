import { startCrew } from './crew.mjs'
import { median } from './statistics.mjs'

const rounds = 15
const names = { 'raw fetch': 'raw-fetch', 'bare floor': 'floor', 'smarter-api': 'ours' }

/** The budget of design §10, and what raw fetch and the floor cost from memory on the machine where the budget was set, in µs. */
const budget = 25
const reference = { raw: 14.3, floor: 17.8 }
const limit = (reference.raw + budget) / reference.floor

/**
 * Checks what a call costs from memory, as a multiple of the bare floor (raw fetch with a timer and retries) measured in the same run:
 * a slow machine slows both. Gives the process's exit code.
 */
export async function checkGate() {
  const { crew, missing, stop } = await startCrew(names, 'call')
  try {
    if (missing.length > 0) throw new Error(missing.join('\n'))
    for (const member of crew.values()) await member.ask('memory', 10_000)
    const ratios = []
    const best = {}
    for (let round = 0; round < rounds; round++) {
      const figures = {}
      for (const [name, member] of crew) {
        figures[name] = (await member.ask('memory', 1500)).cpu
        best[name] = Math.min(best[name] ?? Infinity, figures[name])
      }
      ratios.push(figures['smarter-api'] / figures['bare floor'])
    }
    const ratio = median(ratios)
    const own = best['smarter-api'] - best['raw fetch']
    const verdict = ratio <= limit ? 'holds' : 'fails'
    console.log(`The gate ${verdict}: a call costs ${ratio.toFixed(2)} × the bare floor; the limit is ${limit.toFixed(2)}, which stands for ${budget} µs over raw fetch.`)
    console.log(`Here that is ${own.toFixed(1)} µs over raw fetch of ${best['raw fetch'].toFixed(1)} µs (floor ${best['bare floor'].toFixed(1)} µs).`)
    if (ratio > limit) console.log('Run `npm run bench -- --only memory` for the peers, and add `--contestant smarter-api --profile <folder>` to see where the time goes.')
    return ratio <= limit ? 0 : 1
  } finally {
    stop()
  }
}
