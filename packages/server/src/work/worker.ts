import type { Records, Repository, WorkRecord } from '../repository/repository.js'
import { within } from '../within.js'
import { after, every } from './timers.js'
import { watchHolds } from './watch-holds.js'

/** Writes what came of some work, in the transaction that removes the work. Engines may run it again from the start. */
export type Keep = (records: Records) => Promise<void>

/** Knows how to do one kind of work. */
export interface Performer {
  /** Does the work, without writing anything, and ends when the signal aborts: nothing of it is kept then. `undefined` when there is nothing to do any more. */
  perform(work: WorkRecord, signal: AbortSignal): Promise<Keep | undefined>
  /** Says what is kept in place of work that failed again and again. */
  giveUp(work: WorkRecord): Promise<Keep | undefined>
}

export interface WorkerOptions {
  repository: Repository
  /** By kind of work. */
  performers: Readonly<Record<string, Performer>>
  /** Names this worker: no other may have the name. */
  owner: string
  now(): string
  /** A time from now on. */
  later(milliseconds: number): string
  /** How much is done at once. */
  lanes: number
  /** Hears of failures inside the server. */
  report(error: unknown): void
}

/** Does the work that requests leave behind, a bounded number of pieces at once. */
export interface Worker {
  /** Begins with work that was added. */
  wake(): void
  /** Looks for work that nobody does, such as what a process that was killed left behind. */
  look(): void
  /** The same, unless it looked lately. */
  glance(): void
  /** Looks again and again until it stops, also while no request comes. */
  patrol(): void
  /** Waits until nothing is left of the work that was added, but for what has failed and is tried again later. */
  idle(): Promise<void>
  /** Finishes urgent work, and what else has begun, as long as the patience lasts, in milliseconds, and gives the rest back. */
  stop(patience: number): Promise<void>
}

/** Rank of work that is finished before a server closes. */
export const urgentRank = 0
/** Rank of work that can as well be done after a new start. */
export const patientRank = 1
const anyRank = 100

/** Who does which work is written beside everything else. */
const beside = { about: 'work' }

/** How long work is taken to be in the hands of a process that is not heard of, in milliseconds. */
const leaseMilliseconds = 15_000
/** How long work waits that failed inside the server, and all of it while the repository fails, in milliseconds. */
const pauseMilliseconds = 15_000
/** How often the server looks for work while requests come, in milliseconds. */
const glanceMilliseconds = 30_000
/** How often work is begun before it is given up, and how often giving it up is tried before it is dropped. */
const mostAttempts = 3

/**
 * Makes a worker. Any number of them, in any number of processes, may share one repository: work is held by a short lease, which the worker
 * prolongs while it is at work. When a process was killed its leases run out, and another worker takes over; one that was only slow finds the
 * work gone from its hands, and keeps nothing of it. No timer runs while there is nothing to do, but for a patrol.
 */
export function createWorker({ repository, performers, owner, now, later, lanes: mostLanes, report }: WorkerOptions): Worker {
  const held: WorkRecord[] = []
  const underWay = new Set<Promise<void>>()
  const holds = watchHolds(repository, owner)
  let lanes = 0
  let isAsked = false
  let isTroubled = false
  let stage: 'open' | 'stopping' | 'stopped' = 'open'
  let lookedAt = -Infinity
  let filling: Promise<void> | undefined
  let stopRenewal: (() => void) | undefined
  let callOffLook: (() => void) | undefined
  let endPatrol: (() => void) | undefined

  function run(task: Promise<void>, end?: () => void): void {
    const settled = task.catch(report).then(() => {
      underWay.delete(settled)
      end?.()
    })
    underWay.add(settled)
  }

  function wake(): void {
    isAsked = true
    openLane()
  }

  function openLane(): void {
    if (stage === 'stopped' || lanes >= mostLanes) return
    if (lanes === 0) stopRenewal = every(leaseMilliseconds / 3, renew)
    lanes += 1
    run(runLane(), closeLane)
  }

  function renew(): void {
    run(repository.write(({ work }) => work.renew(owner, later(leaseMilliseconds)), beside))
  }

  async function runLane(): Promise<void> {
    try {
      for (let work = await next(); work !== undefined; work = await next()) {
        if (held.length > 0) openLane()
        await attempt(work)
      }
    } catch (error) {
      isTroubled = true
      throw error
    }
  }

  function closeLane(): void {
    lanes -= 1
    if (lanes > 0) return
    stopRenewal?.()
    // A repository that takes no writes would be asked for work again at once, and for ever.
    if (isTroubled) lookAfter(pauseMilliseconds)
    else look()
    isTroubled = false
  }

  async function next(): Promise<WorkRecord | undefined> {
    for (;;) {
      if (stage === 'stopped') return undefined
      const work = held.shift()
      if (work !== undefined && work.rank <= highestRank()) return work
      if (work !== undefined) continue
      filling ??= fill().finally(() => (filling = undefined))
      await filling
      if (held.length === 0 && !isAsked) return undefined
    }
  }

  async function fill(): Promise<void> {
    isAsked = false
    const claim = { owner, now: now(), leaseUntil: later(leaseMilliseconds), highestRank: highestRank(), limit: mostLanes }
    held.push(...(await repository.write(({ work }) => work.claim(claim), beside)))
  }

  async function attempt(work: WorkRecord): Promise<void> {
    const signal = holds.begin(work)
    const isOver = (): boolean => stage === 'stopped' || signal.aborted
    try {
      const keep = await outcomeOf(work, signal)
      if (!isOver()) await finish(work, keep)
    } catch (error) {
      if (isOver()) return
      const until = later(pauseMilliseconds)
      report(error)
      await repository.write((records) => records.work.postpone(owner, work.id, until), beside)
    } finally {
      holds.end(work)
    }
  }

  async function outcomeOf(work: WorkRecord, signal: AbortSignal): Promise<Keep | undefined> {
    const performer = performers[work.kind]
    if (performer === undefined) throw new Error(`There is work of the kind "${work.kind}", which nobody here can do.`)
    if (work.attempts <= mostAttempts) return performer.perform(work, signal)
    return work.attempts <= 2 * mostAttempts ? performer.giveUp(work) : undefined
  }

  async function finish({ id, attempts }: WorkRecord, keep: Keep | undefined): Promise<void> {
    await repository.write(async (records) => {
      const current = await records.work.find(id)
      if (current?.owner !== owner || current.attempts !== attempts) return
      await keep?.(records)
      await records.work.remove(id)
    })
  }

  function highestRank(): number {
    return stage === 'open' ? anyRank : urgentRank
  }

  async function allDone(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay)
  }

  function look(): void {
    callOffLook?.()
    lookedAt = performance.now()
    if (stage === 'open') run(planWork())
  }

  async function planWork(): Promise<void> {
    const end = await repository.read(({ work }) => work.firstLeaseEnd())
    if (end === undefined || stage !== 'open') return
    const time = now()
    if (end <= time) wake()
    else lookAfter(Date.parse(end) - Date.parse(time))
  }

  function lookAfter(milliseconds: number): void {
    callOffLook?.()
    if (stage === 'open') callOffLook = after(milliseconds, look)
  }

  return {
    wake,
    look,
    glance() {
      if (performance.now() - lookedAt > glanceMilliseconds) look()
    },
    patrol() {
      endPatrol ??= every(leaseMilliseconds, look)
    },
    idle: allDone,
    async stop(patience) {
      stage = 'stopping'
      endPatrol?.()
      callOffLook?.()
      const hadWork = lanes > 0
      await within(patience, allDone())
      stage = 'stopped'
      // Where nothing can be given back the leases end by themselves: a server stops all the same.
      if (hadWork) await repository.write(({ work }) => work.release(owner), beside).catch(report)
    },
  }
}
