import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProcess } from './crew.mjs'

/** The two runs of the control. */
export const serverControls = ['raw Hono', 'raw Hono again']

/** Who takes part, in the order of the tables. */
export const servers = { 'raw Hono': 'raw-hono', 'smarter-server': 'ours', 'raw Hono again': 'raw-hono' }

/** Gives some work a folder of its own, which is removed when the work ends. */
export async function withFolder(work) {
  const folder = await mkdtemp(join(tmpdir(), 'smarter-bench-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The file of a server, by its name. It begins empty. */
export const fileOf = (name, folder) => join(folder, `${name.replaceAll(' ', '-')}.db`)

/**
 * Starts servers, each over data of its own, and somebody who sends requests, and ends them after the work.
 *
 * @param names Names with their files in `servers`.
 * @param work Gets the servers by name, and `measure`, which sends requests of a kind to one of them and gives its CPU time and the middle
 *   times, per request.
 * @param makePlace Makes the data of a server before its start, and gives the path of the file or the address of the database. Default: a new file.
 */
export async function withServers(names, work, makePlace = fileOf) {
  return withFolder(async (folder) => {
    const started = []
    try {
      const load = await startProcess('load-worker.mjs')
      started.push(load)
      const crew = new Map()
      for (const [name, file] of Object.entries(names)) {
        const member = await startProcess('server-worker.mjs', [file, await makePlace(name, folder)], ['--expose-gc'])
        started.push(member)
        crew.set(name, member)
      }
      const measure = async (member, { path, ...request }) => {
        await member.ask('begin')
        const times = await load.ask('load', { url: member.first + path, ...request })
        return { ...times, cpu: (await member.ask('end')) / request.count }
      }
      return await work({ crew, measure })
    } finally {
      for (const member of started) member.stop()
    }
  })
}

/** Measures servers in rounds, forwards and backwards in turn, and gives each one's least: what else runs on the machine only ever adds. */
export async function leastInTurn(crew, rounds, measure) {
  const least = new Map([...crew.keys()].map((name) => [name, Infinity]))
  for (let round = 0; round < rounds; round++) {
    const members = round % 2 === 0 ? [...crew] : [...crew].toReversed()
    for (const [name, member] of members) least.set(name, Math.min(least.get(name), await measure(member, name, round === 0)))
  }
  return least
}
