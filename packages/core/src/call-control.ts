import { type APIError, APITimeoutError, APIUserAbortError, ClientClosedError } from './errors.js'
import type { Timing } from './timeout.js'

/** Calls in flight of one client, and whether it is closed. */
export interface ClientState {
  closed: boolean
  readonly calls: Set<Abortable>
}

interface Abortable {
  readonly route: string
  abort(error: APIError): void
}

type Timer = ReturnType<typeof setTimeout>
type Limit = Exclude<keyof Timing, 'connect'>

/**
 * Ends one logical call in time: the caller's signal, its limits and the client's `close()` all lead here.
 *
 * The signal holds this object and not a closure, so that a long-lived signal keeps no request alive.
 */
export class CallControl implements Abortable {
  controller: AbortController = new AbortController()
  attempts = 0
  /** Set once the call has ended early for good. */
  reason: APIError | undefined
  /** Set while a stream or raw answer outlives the function that opened it. */
  held = false
  readonly state: ClientState
  readonly route: string
  readonly timing: Timing
  readonly signal: AbortSignal | undefined
  readonly started: number = performance.now()
  attemptStarted = 0
  reject: ((error: APIError) => void) | undefined
  attemptTimer: Timer | undefined
  totalTimer: Timer | undefined

  constructor(state: ClientState, route: string, timing: Timing, signal: AbortSignal | null | undefined) {
    this.state = state
    this.route = route
    this.timing = timing
    this.signal = signal ?? undefined
    if (state.closed) throw closedError(route)
    if (signal?.aborted) throw this.userAbort()
    signal?.addEventListener('abort', this)
    state.calls.add(this)
    if (timing.total !== undefined) this.totalTimer = setTimeout(expireCall, timing.total, this)
  }

  /** Called by the caller's signal. */
  handleEvent(): void {
    this.abort(this.userAbort())
  }

  /** Ends the call for good. */
  abort(error: APIError): void {
    this.reason ??= error
    this.interrupt(this.reason)
  }

  /** Ends the current attempt; another may follow. */
  interrupt(error: APIError): void {
    this.controller.abort(error)
    this.reject?.(error)
  }

  /** Starts an attempt with a fresh signal. */
  begin(): void {
    if (this.attempts > 0) this.controller = new AbortController()
    this.attempts++
  }

  /** Starts an attempt's time: the wait for headers, within the attempt's limit. */
  startClock(): void {
    const { attempt, headers } = this.timing
    this.attemptStarted = performance.now()
    if (headers !== undefined && headers < (attempt ?? Infinity)) this.arm(headers, 'headers')
    else this.arm(attempt, 'attempt')
  }

  /** Stops the clock while middleware has the answer. */
  pauseClock(): number {
    this.disarm()
    return performance.now() - this.attemptStarted
  }

  /** Lets what is left of the attempt's limit cover the body. */
  resumeClock(spent: number): void {
    const { attempt } = this.timing
    if (attempt !== undefined) this.arm(Math.max(1, attempt - spent), 'attempt')
  }

  /** Ends the current attempt because a limit passed. */
  expire(limit: Limit): void {
    this.interrupt(timeoutError(this, limit))
  }

  /** Sets the one timer of the current phase. */
  arm(milliseconds: number | undefined, limit: Limit): void {
    this.disarm()
    if (milliseconds !== undefined) this.attemptTimer = setTimeout(expireAttempt, milliseconds, this, limit)
  }

  disarm(): void {
    clearTimeout(this.attemptTimer)
    this.attemptTimer = undefined
  }

  /** Settles with the promise, or rejects the moment the attempt ends, whatever the promise does. */
  race<T>(promise: PromiseLike<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.reject = reject
      promise.then(resolve, reject)
      if (this.reason) reject(this.reason)
    })
  }

  /** Waits between attempts; a wait that would pass the total limit fails at once. */
  async wait(milliseconds: number): Promise<void> {
    const { total } = this.timing
    if (total !== undefined && performance.now() - this.started + milliseconds >= total) throw timeoutError(this, 'total')
    await this.race(
      new Promise<void>((resolve) => {
        this.attemptTimer = setTimeout(resolve, milliseconds)
      }),
    )
  }

  /** Releases timers, the listener on the caller's signal and the place among the client's calls. */
  end(): void {
    this.disarm()
    clearTimeout(this.totalTimer)
    this.signal?.removeEventListener('abort', this)
    this.state.calls.delete(this)
    this.reject = undefined
  }

  userAbort(): APIUserAbortError {
    const { route, attempts } = this
    return new APIUserAbortError(`${route} was aborted by its signal`, { route, attempts, cause: this.signal?.reason })
  }
}

function expireCall(control: CallControl): void {
  control.abort(timeoutError(control, 'total'))
}

function expireAttempt(control: CallControl, limit: Limit): void {
  control.expire(limit)
}

function timeoutError(control: CallControl, limit: Limit): APITimeoutError {
  const { route, attempts, timing } = control
  const phase = { attempt: '', headers: ' waiting for headers', idle: ' waiting for the next chunk', total: ' with its retries' }[limit]
  return new APITimeoutError(`${route} timed out after ${timing[limit]} ms${phase}; the limit is the option timeout.${limit}`, {
    route,
    attempts,
    retryable: limit === 'attempt' || limit === 'headers',
  })
}

/** The error of calls on a closed client. */
export function closedError(route: string): ClientClosedError {
  return new ClientClosedError(`${route} was ended because its client is closed; create a new client`, { route })
}
