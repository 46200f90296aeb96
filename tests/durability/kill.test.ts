import { checkDatabase } from '@smarter-api/server/node'
import { describe, expect, it } from 'vitest'
import { createClient } from './client.js'
import { connections, repeatLog, use } from './load.js'
import type { Journal } from './load.js'
import { listLogged, log } from './operations.js'
import { chooseSeed, seededRandom } from './random.js'
import { startServer } from './server-process.js'
import type { ServerProcess } from './server-process.js'
import { storages } from './storages.js'
import type { Storage } from './storages.js'

const kills = 10
const crashes = 2
const sound = { problems: [], unlisted: 0, note: null }

/** Uses a server over several connections until it is ended. */
async function loadUntil(server: ServerProcess, journal: Journal, seed: number, end: () => Promise<void>): Promise<void> {
  const isOver = new AbortController()
  const client = createClient(server.url)
  const users = Array.from({ length: connections }, (_, index) => {
    const prefix = `${'abcdefgh'.charAt(index)}${seed}`
    return use(client, journal, { random: seededRandom(seed * connections + index), prefix, isOver: isOver.signal })
  })
  await end()
  isOver.abort()
  await Promise.all(users)
}

/** Waits until a number of writes was acknowledged. */
async function reach(journal: Journal, facts: number): Promise<void> {
  while (journal.facts.length < facts) await pause(1)
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Finds everything that was acknowledged, once, and the database sound. */
async function verify(storage: Storage, journal: Journal): Promise<void> {
  const server = await startServer(storage.options)
  const client = createClient(server.url)
  journal.facts.push(await log(client, 'last'))
  const repeated = await Promise.all(journal.unanswered.map((unanswered) => repeatLog(client, unanswered)))
  await Promise.all([...journal.facts, ...repeated].map(({ what, verify: find }) =>
    find(client).catch((error: unknown) => {
      throw new Error(`${what} was acknowledged, and is lost.`, { cause: error })
    }),
  ))
  const { records } = (await client.call('GET /v5/prompts?name=logged')) as { records: { id: string; total_logs_count: number }[] }
  const [{ id, total_logs_count: total } = { id: '', total_logs_count: 0 }] = records
  const logged = await listLogged(client, id)
  expect(logged).toHaveLength(total)
  expect(new Set(logged).size).toBe(total)
  expect(journal.unanswered.filter(({ mark }) => !logged.includes(mark))).toEqual([])
  expect(await server.stop()).toBe(0)
  expect(server.complaints).toEqual([])
  expect(await checkDatabase(storage.place)).toMatchObject(sound)
}

describe.each(storages)('a server with data in %s', (_name, open) => {
  it(`keeps what it has acknowledged when it is killed again and again under load, and writes nothing by halves`, async () => {
    const random = seededRandom(chooseSeed())
    const storage = await open()
    const journal: Journal = { facts: [], unanswered: [], refusals: [] }
    for (let kill = 0; kill < kills; kill += 1) {
      const server = await startServer(storage.options)
      const enough = journal.facts.length + random.between(1, 40)
      await loadUntil(server, journal, random.between(0, 1_000_000), async () => {
        await reach(journal, enough)
        await pause(random.between(0, 20))
        await server.kill()
      })
      expect(server.complaints).toEqual([])
      expect(await checkDatabase(storage.place)).toMatchObject(sound)
    }
    expect(journal.refusals).toEqual([])
    console.log(`${kills} kills: ${journal.facts.length} writes were acknowledged, ${journal.unanswered.length} with a key were not.`)
    await verify(storage, journal)
  })
})

describe.each(storages.filter(([name]) => name !== 'libSQL'))('a server with data in %s', (_name, open) => {
  it('loses nothing when the database itself dies, and goes on when that is back', async () => {
    const random = seededRandom(chooseSeed())
    const storage = await open()
    const journal: Journal = { facts: [], unanswered: [], refusals: [] }
    const server = await startServer(storage.options)
    for (let crash = 0; crash < crashes; crash += 1) {
      const enough = journal.facts.length + random.between(20, 60)
      await loadUntil(server, journal, random.between(0, 1_000_000), async () => {
        await reach(journal, enough)
        await storage.cluster?.kill()
        await storage.cluster?.start()
        await reach(journal, enough + 20)
      })
    }
    expect(journal.refusals.filter((refusal) => !/: 503: /.test(refusal))).toEqual([])
    expect(await server.stop()).toBe(0)
    await verify(storage, journal)
  })
})
