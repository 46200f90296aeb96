import { contestants } from '../contestants.mjs'
import { startCrew, startProcess } from '../crew.mjs'
import { median } from '../statistics.mjs'
import { decimals, printTable } from '../table.mjs'

const young = ['--min-semi-space-size=256', '--max-semi-space-size=256']

/** Bytes that one call takes from the heap, over loopback. */
export async function run({ rounds, only }) {
  const names = Object.fromEntries(Object.entries(contestants).filter(([name]) => !only || only.includes(name) || name === 'raw fetch'))
  const server = await startProcess('local-server.mjs')
  const { crew, missing, stop } = await startCrew(names, 'call', { baseURL: server.first, flags: young })
  try {
    const samples = new Map()
    for (const [name, member] of crew) {
      await member.ask('loopback', 3000)
      const bytes = []
      for (let tries = 0; bytes.length < rounds && tries < rounds * 3; tries++) {
        const sample = await member.ask('allocation', 300).catch(() => undefined)
        if (sample) bytes.push(sample.bytes)
      }
      if (bytes.length > 0) samples.set(name, median(bytes))
      else missing.push(`${name}: a garbage collection came into every sample`)
    }
    const raw = samples.get('raw fetch')
    const rows = [...samples].map(([name, bytes]) => [name, decimals(bytes / 1000), decimals(bytes / raw, 2)])
    printTable('Allocated per call, over loopback (kB)', [['', 'kB', '× raw fetch'], ...rows], [...missing, 'Goal: ≤ 1.1 × raw fetch.'])
  } finally {
    stop()
    server.stop()
  }
}
