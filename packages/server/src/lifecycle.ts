import { Problem } from './http/problem.js'
import { within } from './within.js'

/** How long what was cut off may take to end, in milliseconds. */
const lastMoment = 1000

/** What is under way in a server, and how near its end it is. */
export interface Lifecycle {
  /** Notes work that must be finished before the server may close. */
  track(work: Promise<unknown>): void
  /** Whether load balancers should send their requests elsewhere. */
  isDraining(): boolean
  /** Whether new requests are refused. */
  isClosing(): boolean
  /** Aborts when the server waits no longer for what is under way. */
  readonly cutOff: AbortSignal
  drain(): void
  /**
   * Refuses new requests, and waits for what is under way as long as the patience lasts, in milliseconds. Then it lets `hurry` end what answers wait for,
   * and cuts off those that are not done soon after.
   */
  finish(patience: number, hurry?: () => void): Promise<void>
}

export function createLifecycle(): Lifecycle {
  const pending = new Set<Promise<unknown>>()
  const cutting = new AbortController()
  let stage: 'open' | 'draining' | 'closing' = 'open'

  async function settled(): Promise<void> {
    while (pending.size > 0) await Promise.all(pending)
  }

  return {
    track(work) {
      const forget = (): void => void pending.delete(done)
      const done = work.then(forget, forget)
      pending.add(done)
    },
    isDraining: () => stage !== 'open',
    isClosing: () => stage === 'closing',
    cutOff: cutting.signal,
    drain() {
      if (stage === 'open') stage = 'draining'
    },
    async finish(patience, hurry = () => undefined) {
      stage = 'closing'
      if (await within(patience, settled())) return
      hurry()
      if (await within(lastMoment, settled())) return
      cutting.abort(new Problem('stopping', 'The server is stopping, and could not wait for the end of this answer. Send the request again.'))
      await within(lastMoment, settled())
    },
  }
}
