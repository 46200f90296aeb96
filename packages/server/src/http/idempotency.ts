import { sha256 } from '../digest.js'
import type { IdempotencyRecord, Records, StoredAnswer } from '../repository/repository.js'
import { after } from '../work/timers.js'
import { Problem } from './problem.js'
import type { CommitOptions, Services } from './route.js'

/** How long an answer is kept for repeats, in milliseconds. */
const keepMilliseconds = 24 * 60 * 60 * 1000
/** How long an attempt is taken to be running that is not heard of, in milliseconds. */
const leaseMilliseconds = 15_000
/** How often a running attempt is heard of, in milliseconds: two of three times may fail. */
const renewalMilliseconds = 5_000
const longestKey = 255
/** One of sixteen claims removes all that has expired. Digests are spread evenly. */
const tidyingDigit = '0'

/** One try at a request, which may store its answer. */
export interface Attempt {
  /** Writes, and stores the answer in the same transaction. Refuses when another attempt took over, and then keeps nothing. */
  commit(work: (records: Records) => Promise<StoredAnswer>, options?: CommitOptions): Promise<StoredAnswer>
  /** Ends the attempt. Without a stored answer a repeat may start afresh. */
  end(): Promise<void>
}

/** What makes two requests the same. */
export interface RepeatableRequest {
  key: string
  /** What tells whoever sent it from others, whose keys do not meet. */
  caller: string
  /** Verb, path and query. */
  route: string
  body: string
}

/**
 * Claims an idempotency key, or finds the answer that is stored under it.
 *
 * Any number of processes may share the database, and a claim belongs to a living one: it is held by a short lease, which the attempt prolongs as long
 * as it runs. When its process was killed, the lease ends within 15 seconds and the next repeat may take over; until then a repeat is told to come
 * again (409), with the rest of the lease as `retry-after`. A process that was only paused finds another token at its key, and keeps nothing of its
 * work. So the clocks of processes need to agree to some seconds for the sake of speed alone: where they do not, work is done twice and kept once.
 */
export async function claim(services: Services, request: RepeatableRequest): Promise<{ attempt: Attempt } | { answer: StoredAnswer }> {
  const claimed = await identify(request)
  const token = services.randomHex(16)
  const answer = await services.repository.write(async (records) => {
    const found = await lookUp(records, services, claimed)
    if (found.answer === undefined) await keep(records, found, claimed, { token, answer: null, leaseUntil: services.later(leaseMilliseconds) }, services)
    return found.answer
  }, { about: claimed.key })
  return answer === undefined ? { attempt: beginAttempt(services, claimed.key, token) } : { answer }
}

/**
 * Lets a request whose work is one write claim its key, work, and store the answer in one transaction: nobody sees it running, so that it needs no lease,
 * and the disk is waited for once.
 */
export async function claimAndCommit(services: Services, request: RepeatableRequest): Promise<Attempt['commit']> {
  const claimed = await identify(request)
  return (work, { isApart = false } = {}) =>
    services.repository.write(async (records) => {
      const found = await lookUp(records, services, claimed)
      if (found.answer !== undefined) return found.answer
      const answer = await work(records)
      await keep(records, found, claimed, { token: '', answer, leaseUntil: services.now() }, services)
      return answer
    }, { about: isApart ? claimed.key : undefined })
}

/** What a request is known by, and what makes it the same. */
type Claimed = Pick<IdempotencyRecord, 'key' | 'request'>

async function identify({ key, caller, route, body }: RepeatableRequest): Promise<Claimed> {
  if (key === '' || key.length > longestKey) {
    const message = `An Idempotency-Key has 1 to ${longestKey} characters. Send one, such as a UUID, or leave the header out.`
    throw new Problem('invalid', message, { issues: [{ path: ['header', 'idempotency-key'], message, type: 'value_error' }] })
  }
  const [keyDigest, request] = await Promise.all([sha256(`${caller}\n${key}`), sha256(`${route}\n${body}`)])
  return { key: keyDigest, request }
}

/** What is found at a key: the answer for a repeat, or a claim that has ended, or nothing. */
interface Found {
  answer?: StoredAnswer
  isClaimed: boolean
}

/** Looks for what is stored at a key. Refuses another request with it, and a repeat while the first request runs. */
async function lookUp({ idempotency }: Records, { now }: Services, { key, request }: Claimed): Promise<Found> {
  const time = now()
  if (key.startsWith(tidyingDigit)) await idempotency.removeExpired(time)
  const found = await idempotency.find(key)
  if (found !== undefined && found.expiresAt <= time) await idempotency.remove(key)
  if (found === undefined || found.expiresAt <= time) return { isClaimed: false }
  if (found.request !== request) throw new Problem('invalid', 'This Idempotency-Key was used for another request. Send a new key.')
  if (found.answer) return { isClaimed: true, answer: { ...found.answer, headers: { ...found.answer.headers, 'idempotent-replayed': 'true' } } }
  if (found.leaseUntil > time) throw stillRunning(Date.parse(found.leaseUntil) - Date.parse(time))
  return { isClaimed: true }
}

async function keep(
  { idempotency }: Records,
  { isClaimed }: Found,
  { key, request }: Claimed,
  told: Pick<IdempotencyRecord, 'token' | 'answer' | 'leaseUntil'>,
  { later }: Services,
): Promise<void> {
  const kept = { ...told, expiresAt: later(keepMilliseconds) }
  await (isClaimed ? idempotency.update(key, kept) : idempotency.insert({ key, request, ...kept }))
}

function stillRunning(rest: number): Problem {
  const seconds = Math.ceil(Math.min(rest, leaseMilliseconds) / 1000)
  return new Problem('conflict', 'The first request with this Idempotency-Key is still running. Repeat it later.', {
    headers: { 'x-should-retry': 'true', 'retry-after': String(seconds) },
  })
}

function beginAttempt({ repository, later }: Services, key: string, token: string): Attempt {
  let isOver = false
  let isKept = false
  let callOffRenewal = renewLater()

  function renewLater(): () => void {
    return after(renewalMilliseconds, () => void renew())
  }

  async function renew(): Promise<void> {
    await whileMine(({ idempotency }) => idempotency.update(key, { leaseUntil: later(leaseMilliseconds) }))
    if (!isOver) callOffRenewal = renewLater()
  }

  /** Should it fail, the lease ends by itself, and the token decides who keeps an answer. */
  async function whileMine(change: (records: Records) => Promise<void>): Promise<void> {
    await repository
      .write(async (records) => {
        if (await isMine(records)) await change(records)
      }, { about: key })
      .catch(() => undefined)
  }

  async function isMine({ idempotency }: Records): Promise<boolean> {
    const found = await idempotency.find(key)
    return found?.token === token && found.answer === null
  }

  return {
    async commit(work, { isApart = false } = {}) {
      const answer = await repository.write(async (records) => {
        const made = await work(records)
        if (!(await isMine(records))) throw takenOver()
        await records.idempotency.update(key, { answer: made, expiresAt: later(keepMilliseconds) })
        return made
      }, { about: isApart ? key : undefined })
      isKept = true
      return answer
    },
    async end() {
      isOver = true
      callOffRenewal()
      if (!isKept) await whileMine(({ idempotency }) => idempotency.remove(key))
    },
  }
}

function takenOver(): Problem {
  return new Problem('conflict', 'Another request with this Idempotency-Key took over. Repeat it.', { headers: { 'x-should-retry': 'true' } })
}
