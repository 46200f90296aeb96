import { controls as rawFetch } from './contestants.mjs'

const tolerance = 0.05
const passes = 4

/**
 * Measures everybody in rounds until enough of them count. A round has four passes, forwards and backwards in turn, and takes each
 * contestant's least: what else runs on the machine only ever adds. A round in which the two runs of the control differ by more than 5 % says nothing about anybody and is left out.
 *
 * @param controls The names of the two runs of the control.
 * @returns One object per round that counts, with a number for each name, and how many rounds were tried.
 */
export async function interleave(crew, rounds, measure, controls = rawFetch) {
  const valid = []
  let tried = 0
  while (valid.length < rounds && tried < rounds * 3) {
    tried++
    const round = {}
    for (let pass = 0; pass < passes; pass++) {
      const names = pass % 2 === 0 ? [...crew.keys()] : [...crew.keys()].toReversed()
      for (const name of names) round[name] = Math.min(round[name] ?? Infinity, await measure(crew.get(name)))
    }
    const [one, other] = controls.map((name) => round[name])
    if (Math.abs(one - other) / Math.min(one, other) <= tolerance) valid.push({ ...round, control: (one + other) / 2 })
  }
  return { valid, tried }
}

/** What a table says about its rounds. */
export function describeRounds({ valid, tried }, wanted, [control] = rawFetch) {
  const counted = `${valid.length} of ${tried} rounds count; in the others the two runs of ${control} differ by more than 5 %.`
  return valid.length < wanted ? `${counted} That is fewer than the ${wanted} asked for: the machine is too busy, read with care.` : counted
}
