import { Refused } from './client.js'
import type { Client } from './client.js'
import { addDatapoint, addVersion, applyChatbot, log, respondInBackground } from './operations.js'
import type { Fact } from './operations.js'
import type { Random } from './random.js'

/** A log that was sent with an idempotency key, and whose answer never came. */
export interface Unanswered {
  mark: string
  headers: { 'idempotency-key': string }
}

/** What a caller knows of the server. */
export interface Journal {
  /** What it has acknowledged. */
  facts: Fact[]
  unanswered: Unanswered[]
  /** Answers that should not have come. */
  refusals: string[]
}

export const connections = 4
const kinds = [log, log, log, addVersion, addDatapoint, applyChatbot, respondInBackground] as const

interface Use {
  random: Random
  /** What its marks begin with. */
  prefix: string
  isOver: AbortSignal
}

/** Uses a server over one connection until that is over. */
export async function use(client: Client, journal: Journal, { random, prefix, isOver }: Use): Promise<void> {
  for (let count = 0; !isOver.aborted; count += 1) {
    const mark = `${prefix}-${count}`
    const operation = random.pick(kinds)
    const unanswered = operation === log && random.between(0, 1) === 1 ? { mark, headers: { 'idempotency-key': `key-${mark}` } } : undefined
    try {
      journal.facts.push(await operation(client, mark, unanswered?.headers))
    } catch (error) {
      if (unanswered !== undefined) journal.unanswered.push(unanswered)
      if (!(error instanceof Refused)) return
      journal.refusals.push(`${mark}: ${error.message}`)
    }
  }
}

/** Sends a log again until it is done, and waits as long as the server says in between. */
export async function repeatLog(client: Client, { mark, headers }: Unanswered): Promise<Fact> {
  for (;;) {
    try {
      return await log(client, mark, headers)
    } catch (error) {
      if (!(error instanceof Refused && error.status === 409 && error.headers.get('x-should-retry') === 'true')) throw error
      const seconds = Number(error.headers.get('retry-after'))
      if (!(seconds >= 1 && seconds <= 15)) throw error
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    }
  }
}
