import { contestants } from '../contestants.mjs'
import { startCrew, startProcess } from '../crew.mjs'
import { decimals, printTable } from '../table.mjs'

const calls = 10_000

/** What is left on the heap, and on a signal that all calls share, after many calls and a collection. */
export async function run({ only }) {
  const left = Object.entries(contestants).filter(([name]) => name !== 'raw fetch again' && name !== 'bare floor' && (!only || only.includes(name)))
  const server = await startProcess('local-server.mjs')
  const { crew, missing, stop } = await startCrew(Object.fromEntries(left), 'call', { baseURL: server.first })
  try {
    const rows = []
    for (const [name, member] of crew) {
      const { bytes, listeners } = await member.ask('leftovers', calls)
      rows.push([name, decimals(bytes), listeners])
    }
    const headings = ['', 'bytes per call', 'listeners']
    printTable('Left after 10 000 calls with one signal, over loopback', [headings, ...rows], [...missing, 'Goal: ≤ 100 bytes per call and 0 listeners.'])
  } finally {
    stop()
    server.stop()
  }
}
