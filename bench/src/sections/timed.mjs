// What the four sections with rounds have in common.
import { contestants, controls } from '../contestants.mjs'
import { startCrew } from '../crew.mjs'
import { describeRounds, interleave } from '../rounds.mjs'
import { median, spread } from '../statistics.mjs'
import { percent, printTable } from '../table.mjs'

/**
 * Warms everybody up, measures rounds and prints a table.
 *
 * @param section `task`, `offer` (the function it needs), `warmUp` and `count` (steps before and in each round), `title`, `unit`,
 *   `columns(rounds, name)` (cells after the contestant's name), `headings` and `notes`.
 */
export async function printTimed({ task, offer, warmUp, count, title, headings, columns, notes = [] }, { rounds, only, baseURL, profile }) {
  const names = Object.fromEntries(Object.entries(contestants).filter(([name]) => !only || only.includes(name) || controls.includes(name)))
  const { crew, missing, stop } = await startCrew(names, offer, { baseURL, profile })
  try {
    for (const member of crew.values()) await member.ask(task, warmUp)
    const result = await interleave(crew, rounds, async (member) => (await member.ask(task, count)).cpu)
    const table = result.valid.length === 0 ? [] : [...crew.keys()].map((name) => [name].concat(columns(result.valid, name)))
    printTable(title, [['', ...headings], ...table], [describeRounds(result, rounds), ...missing, ...notes])
    return result.valid
  } finally {
    stop()
  }
}

/** The middle of a figure over all rounds. */
export const middle = (rounds, figure) => median(rounds.map(figure))

/** Half the range of a contestant's figures, as a percentage. */
export const spreadOf = (rounds, name) => `± ${percent(spread(rounds.map((round) => round[name])))}`
