import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fill } from '../servers/fill.mjs'
import { withFolder } from '../server-crew.mjs'
import { median } from '../statistics.mjs'
import { decimals, printTable } from '../table.mjs'

const command = fileURLToPath(new URL('command.js', import.meta.resolve('@smarter-api/server')))

/** Starts a process and gives the milliseconds until it prints something, or until its end when it never does. */
async function start(parameters) {
  const started = performance.now()
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  await Promise.race([once(child.stdout, 'data'), ended])
  const milliseconds = performance.now() - started
  child.kill('SIGTERM')
  await ended
  return milliseconds
}

/** How long the command takes from its start until it listens, and an empty Node process until its end. */
export async function measureStarts(starts, logged = 10_000) {
  return withFolder(async (folder) => {
    const filled = join(folder, 'filled.db')
    await fill(filled, logged)
    let made = 0
    const cases = {
      'empty process': () => ['--eval', ''],
      'data in memory': () => [command, '--port', '0', '--data', ':memory:'],
      'a new file': () => [command, '--port', '0', '--data', join(folder, `new-${made++}.db`)],
      [`a file of ${logged} logs`]: () => [command, '--port', '0', '--data', filled],
    }
    const samples = new Map(Object.keys(cases).map((name) => [name, []]))
    for (let round = 0; round < starts; round++) {
      for (const [name, list] of samples) list.push(await start(cases[name]()))
    }
    return samples
  })
}

/** Time of a start of the command. */
export async function run({ rounds }) {
  const starts = Math.max(rounds, 20)
  const samples = await measureStarts(starts)
  const [empty] = samples.values()
  const rows = [...samples].map(([name, list]) => [name, decimals(median(list), 0), decimals(Math.min(...list), 0), decimals(Math.min(...list) / Math.min(...empty), 1)])
  printTable('Server: from the start of the command until it listens (ms)', [['', 'middle', 'least', '× empty'], ...rows], [
    `Of ${starts} starts each. Goal: ≤ 400 ms in the middle on a quiet machine.`,
  ])
}
