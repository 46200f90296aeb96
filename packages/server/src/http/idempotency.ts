import { sha256 } from '../digest.js'
import type { Records, StoredAnswer } from '../repository/repository.js'
import { Problem } from './problem.js'
import type { Services } from './route.js'

/** How long an answer is kept for repeats, in milliseconds. */
const keepMilliseconds = 24 * 60 * 60 * 1000
/** How long an attempt is taken to be running before a repeat may take over, in milliseconds. */
const leaseMilliseconds = 10 * 60 * 1000
const longestKey = 255

/** The right of one attempt to store its answer. */
export interface Attempt {
  /** Stores the answer in the transaction of the work itself. Refuses when another attempt took over, which undoes that work. */
  remember(records: Records, answer: StoredAnswer): Promise<void>
  /** Lets a repeat start afresh, unless an answer was stored. */
  release(): Promise<void>
}

/** What makes two requests the same. */
export interface RepeatableRequest {
  key: string
  /** Whoever sent it: keys of different callers do not meet. */
  caller: string
  /** Verb, path and query. */
  route: string
  body: string
}

/** Claims an idempotency key, or finds the answer that is stored under it. */
export async function claim(services: Services, request: RepeatableRequest): Promise<{ attempt: Attempt } | { answer: StoredAnswer }> {
  if (request.key === '' || request.key.length > longestKey) {
    const message = `An Idempotency-Key has 1 to ${longestKey} characters. Send one, such as a UUID, or leave the header out.`
    throw new Problem('invalid', message, { issues: [{ path: ['header', 'idempotency-key'], message, type: 'value_error' }] })
  }
  const key = await sha256(`${request.caller}\n${request.key}`)
  const digest = await sha256(`${request.route}\n${request.body}`)
  const token = services.randomHex(16)
  return services.repository.write(async ({ idempotency }) => {
    const now = services.now()
    await idempotency.removeExpired(now)
    const found = await idempotency.find(key)
    if (found !== undefined && found.request !== digest) {
      throw new Problem('invalid', 'This Idempotency-Key was used for another request. Send a new key.')
    }
    if (found?.answer) return { answer: { ...found.answer, headers: { ...found.answer.headers, 'idempotent-replayed': 'true' } } }
    if (found !== undefined && found.leaseUntil > now) {
      throw new Problem('conflict', 'The first request with this Idempotency-Key is still running. Repeat it later.', {
        headers: { 'x-should-retry': 'true' },
      })
    }
    const lease = { token, leaseUntil: services.later(leaseMilliseconds), expiresAt: services.later(keepMilliseconds) }
    await (found === undefined ? idempotency.insert({ key, request: digest, answer: null, ...lease }) : idempotency.update(key, lease))
    return { attempt: createAttempt(services, key, token) }
  })
}

function createAttempt(services: Services, key: string, token: string): Attempt {
  return {
    async remember({ idempotency }, answer) {
      const found = await idempotency.find(key)
      if (found?.token !== token || found.answer !== null) {
        throw new Problem('conflict', 'Another request with this Idempotency-Key took over. Repeat it.', { headers: { 'x-should-retry': 'true' } })
      }
      await idempotency.update(key, { answer, expiresAt: services.later(keepMilliseconds) })
    },
    release: () =>
      services.repository.write(async ({ idempotency }) => {
        const found = await idempotency.find(key)
        if (found?.token === token && found.answer === null) await idempotency.remove(key)
      }),
  }
}
