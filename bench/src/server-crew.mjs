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

/**
 * Starts servers, each over a file of its own, and somebody who sends requests.
 *
 * @param names Names with their files in `servers`.
 * @param dataFileOf The database of a server, by its name. Default: a new one.
 * @returns The servers by name. `measure` sends requests of a kind to one and gives its CPU time and the middle times, per request.
 */
export async function withServers(names, work, dataFileOf = (name, folder) => join(folder, `${name.replaceAll(' ', '-')}.db`)) {
  return withFolder(async (folder) => {
    const started = []
    try {
      const load = await startProcess('load-worker.mjs')
      started.push(load)
      const crew = new Map()
      for (const [name, file] of Object.entries(names)) {
        const member = await startProcess('server-worker.mjs', [file, dataFileOf(name, folder)], ['--expose-gc'])
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
