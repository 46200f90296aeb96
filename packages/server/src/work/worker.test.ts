import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Records, Repository, WorkRecord } from '../repository/repository.js'
import { memoryRepository } from '../repository/memory/memory-repository.js'
import { engines } from '../testing/engines.js'
import { eventually } from '../testing/eventually.js'
import { createSignal } from '../testing/gated-model.js'
import { createWorker, patientRank, urgentRank } from './worker.js'
import type { Performer, WorkerOptions } from './worker.js'

const start = Date.parse('2026-01-01T00:00:00Z')

/** A clock that a test turns. */
function clock() {
  let time = start
  const now = (): string => new Date(time).toISOString()
  const later = (milliseconds: number): string => new Date(time + milliseconds).toISOString()
  return { now, later, pass: (milliseconds: number) => (time += milliseconds) }
}

const works = (count: number, rank = patientRank) =>
  Array.from({ length: count }, (_, index) => ({ id: `${rank}-${index}`, kind: 'note', rank, subjectId: 's', content: {} }))

/** Notes in an environment of that name that the work was done: names are unique, so that nothing is done twice. */
const noteDone = (id: string, by: string) => (records: Records) =>
  records.environments.insert({ id: `${id} by ${by}`, name: id, isDefault: false, createdAt: '' })

const doneIn = (repository: Repository): Promise<string[]> => repository.read(async ({ environments }) => (await environments.list()).map(({ id }) => id))

function worker(repository: Repository, owner: string, options: Partial<WorkerOptions> & { perform?: Performer['perform'] } = {}) {
  const errors: unknown[] = []
  const performer: Performer = {
    perform: options.perform ?? (async ({ id }) => noteDone(id, owner)),
    giveUp: async ({ id }) => noteDone(id, `${owner}, given up`),
  }
  const report = (error: unknown): void => void errors.push(error)
  return { ...createWorker({ repository, performers: { note: performer }, owner, lanes: 8, ...clock(), report, ...options }), errors }
}

const add = (repository: Repository, added: ReturnType<typeof works>): Promise<void> => repository.write(({ work }) => work.add(added))

describe.each(engines)('workers in %s', (_name, open) => {
  it('share the work, and do each piece once', async () => {
    const repository = await open()
    await add(repository, works(50))
    const both = [worker(repository, 'one'), worker(repository, 'two')]
    for (const { wake } of both) wake()
    await eventually(async () => expect(await doneIn(repository)).toHaveLength(50))
    for (const { stop, errors } of both) {
      await stop(1000)
      expect(errors).toEqual([])
    }
    expect(await repository.read(({ work }) => work.firstLeaseEnd())).toBeUndefined()
  })

  it('take over from one that is not heard of, and keep nothing of what it makes afterwards', async () => {
    const repository = await open()
    const time = clock()
    await add(repository, works(3))
    const gate = createSignal()
    const begun: string[] = []
    const perform = async ({ id }: WorkRecord) => {
      begun.push(id)
      await gate.sent
      return noteDone(id, 'slow')
    }
    const slow = worker(repository, 'slow', { ...time, perform })
    slow.wake()
    await eventually(async () => expect(begun).toHaveLength(3))
    const other = worker(repository, 'other', time)
    other.wake()
    await other.stop(1000)
    expect(await doneIn(repository)).toEqual([])
    time.pass(15_000)
    const third = worker(repository, 'third', time)
    third.wake()
    await eventually(async () => expect(await doneIn(repository)).toHaveLength(3))
    gate.send()
    await slow.stop(1000)
    await third.stop(1000)
    expect(new Set(await doneIn(repository))).toEqual(new Set(['1-0 by third', '1-1 by third', '1-2 by third']))
    expect(slow.errors).toEqual([])
  })
})

describe('a worker', () => {
  it.each([1, 3, 8])('does %i pieces at once when it may, and begins with the next as soon as one is done', async (lanes) => {
    const repository = memoryRepository()
    await add(repository, works(20))
    let atOnce = 0
    let most = 0
    const gates = new Map<string, ReturnType<typeof createSignal>>()
    const perform = async ({ id }: WorkRecord) => {
      atOnce += 1
      most = Math.max(most, atOnce)
      const gate = createSignal()
      gates.set(id, gate)
      await gate.sent
      atOnce -= 1
      return noteDone(id, 'one')
    }
    const one = worker(repository, 'one', { perform, lanes })
    one.wake()
    await eventually(async () => expect(gates.size).toBe(lanes))
    gates.get('1-0')?.send()
    await eventually(async () => expect(gates.size).toBe(lanes + 1))
    for (let index = 1; index < 20; index += 1) {
      await eventually(async () => expect(gates.has(`1-${index}`)).toBe(true))
      gates.get(`1-${index}`)?.send()
    }
    await eventually(async () => expect(await doneIn(repository)).toHaveLength(20))
    expect(most).toBe(lanes)
  })

  it('is told when its work is cancelled, and keeps nothing of it, even when the same is wanted again', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const repository = memoryRepository()
    await add(repository, works(2))
    const ended: string[] = []
    const begun: { id: string; gate: ReturnType<typeof createSignal> }[] = []
    const perform = async ({ id }: WorkRecord, signal: AbortSignal) => {
      const gate = createSignal()
      const count = begun.push({ id, gate })
      signal.addEventListener('abort', () => ended.push(id))
      await gate.sent
      return noteDone(id, `number ${count}`)
    }
    const one = worker(repository, 'one', { perform })
    one.wake()
    await eventually(async () => expect(begun.map(({ id }) => id)).toEqual(['1-0', '1-1']))
    await repository.write(({ work }) => work.remove('1-0'))
    await vi.advanceTimersByTimeAsync(500)
    await eventually(async () => expect(ended).toEqual(['1-0']))
    await add(repository, works(1))
    one.wake()
    await eventually(async () => expect(begun.map(({ id }) => id)).toEqual(['1-0', '1-1', '1-0']))
    for (const [index, done] of [[0, []], [1, ['1-1 by number 2']], [2, ['1-0 by number 3', '1-1 by number 2']]] as const) {
      begun[index]?.gate.send()
      if (index < 2) await eventually(async () => expect((await doneIn(repository)).length).toBe(done.length))
      else await one.idle()
      expect(new Set(await doneIn(repository))).toEqual(new Set(done))
    }
    expect(one.errors).toEqual([])
  })

  it('begins with work that is added while it is at work', async () => {
    const repository = memoryRepository()
    const gate = createSignal()
    const perform = async ({ id }: WorkRecord) => {
      if (id === '1-0') await gate.sent
      return noteDone(id, 'one')
    }
    const one = worker(repository, 'one', { perform })
    await add(repository, works(1))
    one.wake()
    await add(repository, works(1, urgentRank))
    one.wake()
    await eventually(async () => expect(await doneIn(repository)).toEqual(['0-0 by one']))
    gate.send()
    await eventually(async () => expect(await doneIn(repository)).toHaveLength(2))
  })

  it('gives work up that fails again and again, and drops it when even that fails', async () => {
    const repository = memoryRepository()
    const time = clock()
    const one = worker(repository, 'one', { ...time, perform: async () => Promise.reject(new Error('broken')) })
    await add(repository, works(1))
    for (let count = 1; count <= 3; count += 1) {
      one.wake()
      await eventually(async () => expect(one.errors).toHaveLength(count))
      await eventually(async () => expect(await repository.read(({ work }) => work.find('1-0'))).toMatchObject({ owner: null, attempts: count }))
      time.pass(15_000)
    }
    one.wake()
    await eventually(async () => expect(await doneIn(repository)).toEqual(['1-0 by one, given up']))
    await add(repository, [{ id: 'unknown', kind: 'dance', rank: 1, subjectId: 's', content: {} }])
    one.wake()
    await eventually(async () => expect(one.errors.at(-1)).toMatchObject({ message: expect.stringContaining('"dance"') as unknown }))
  })

  it('that stops finishes urgent work and what has begun, and gives the rest back', async () => {
    const repository = memoryRepository()
    await add(repository, works(20))
    await add(repository, works(20, urgentRank))
    const one = worker(repository, 'one')
    one.wake()
    await one.stop(1000)
    const done = await doneIn(repository)
    expect(done.filter((id) => id.startsWith('0-'))).toHaveLength(20)
    expect(done.length).toBeLessThan(40)
    expect(await repository.read(({ work }) => work.firstLeaseEnd())).toBe('')
    const two = worker(repository, 'two')
    two.look()
    await eventually(async () => expect(await doneIn(repository)).toHaveLength(40))
    await one.stop(0)
  })

  it('that stops waits no longer than its patience', async () => {
    const repository = memoryRepository()
    await add(repository, works(1))
    const gate = createSignal()
    const perform = async ({ id }: WorkRecord) => {
      await gate.sent
      return noteDone(id, 'one')
    }
    const one = worker(repository, 'one', { perform })
    one.wake()
    await eventually(async () => expect(await repository.read(({ work }) => work.find('1-0'))).toMatchObject({ owner: 'one' }))
    await one.stop(0)
    expect(await repository.read(({ work }) => work.find('1-0'))).toMatchObject({ owner: null, attempts: 0, leaseUntil: '' })
    gate.send()
    const two = worker(repository, 'two')
    two.look()
    await eventually(async () => expect(await doneIn(repository)).toEqual(['1-0 by two']))
  })

  it('stops also while the repository is gone, and says that it could give nothing back', async () => {
    const repository = memoryRepository()
    await add(repository, works(1))
    const gone = new Error('gone')
    let isGone = false
    const one = worker({ ...repository, write: (work, options) => (isGone ? Promise.reject(gone) : repository.write(work, options)) }, 'one', { perform: () => createSignal().sent.then(() => undefined) })
    one.wake()
    await eventually(async () => expect(await repository.read(({ work }) => work.find('1-0'))).toMatchObject({ owner: 'one' }))
    isGone = true
    await one.stop(0)
    expect(one.errors).toEqual([gone])
  })
})

describe('the timers of a worker', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const system = { now: () => new Date().toISOString(), later: (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString() }

  it('prolong the leases of long work, and are gone when there is none', async () => {
    const repository = memoryRepository()
    await add(repository, works(1))
    const gate = createSignal()
    const perform = async ({ id }: WorkRecord) => {
      await gate.sent
      return noteDone(id, 'one')
    }
    const [one, two] = [worker(repository, 'one', { ...system, perform }), worker(repository, 'two', system)]
    one.wake()
    await vi.advanceTimersByTimeAsync(60_000)
    two.wake()
    await vi.advanceTimersByTimeAsync(60_000)
    gate.send()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await doneIn(repository)).toEqual(['1-0 by one'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('look again when the lease of a killed process has ended', async () => {
    const repository = memoryRepository()
    await add(repository, works(1))
    await repository.write(({ work }) => work.claim({ owner: 'killed', now: system.now(), leaseUntil: system.later(15_000), highestRank: 9, limit: 9 }))
    const one = worker(repository, 'one', system)
    one.look()
    await vi.advanceTimersByTimeAsync(14_000)
    expect(await doneIn(repository)).toEqual([])
    await vi.advanceTimersByTimeAsync(2000)
    expect(await doneIn(repository)).toEqual(['1-0 by one'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('let a repository rest that takes no writes, and then go on', async () => {
    const repository = memoryRepository()
    await add(repository, works(1))
    let isFull = true
    let tries = 0
    const full: Repository = {
      ...repository,
      // A worker that tried for ever would never let this test end.
      write: (work, options) => (isFull && (tries += 1) < 100 ? Promise.reject(new Error('disk full')) : repository.write(work, options)),
    }
    const one = worker(full, 'one', system)
    one.wake()
    await vi.advanceTimersByTimeAsync(14_000)
    expect([tries, one.errors]).toEqual([1, [new Error('disk full')]])
    isFull = false
    await vi.advanceTimersByTimeAsync(2000)
    expect(await doneIn(repository)).toEqual(['1-0 by one'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('find on patrol what others left behind, while nobody asks', async () => {
    const repository = memoryRepository()
    const one = worker(repository, 'one', system)
    one.patrol()
    await add(repository, works(1))
    await repository.write(({ work }) => work.claim({ owner: 'killed', now: system.now(), leaseUntil: system.later(15_000), highestRank: 9, limit: 9 }))
    await vi.advanceTimersByTimeAsync(16_000)
    expect(await doneIn(repository)).toEqual(['1-0 by one'])
    await one.stop(1000)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('are gone when it stops', async () => {
    const repository = memoryRepository()
    await add(repository, works(1))
    await repository.write(({ work }) => work.claim({ owner: 'killed', now: system.now(), leaseUntil: system.later(15_000), highestRank: 9, limit: 9 }))
    const one = worker(repository, 'one', system)
    one.patrol()
    one.look()
    await vi.advanceTimersByTimeAsync(1)
    expect(vi.getTimerCount()).toBe(2)
    await one.stop(1000)
    expect(vi.getTimerCount()).toBe(0)
  })
})
