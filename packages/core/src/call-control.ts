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
 * Each attempt passes through phases, and one timer serves them in turn:
 * headers, from the request until the answer begins (`startHeaders`);
 * body, within what the headers left of the attempt's limit, or for streams and raw answers under the idle limit (`BodyReader`);
 * wait, before the next attempt (`wait`). The total limit has a timer of its own across all of them.
 *
 * The signal holds this object and not a closure, so that a long-lived signal keeps no request alive.
 */
export class CallControl implements Abortable {
  controller: AbortController = new AbortController()
  attempts = 0
  /** Set once the call has ended early for good. */
  declare reason: APIError | undefined
  /** Set while a stream or raw answer outlives the function that opened it. */
  held = false
  declare readonly state: ClientState
  declare readonly route: string
  declare readonly timing: Timing
  declare readonly signal: AbortSignal | null | undefined
  readonly started: number = performance.now()
  attemptStarted = 0
  spent = 0
  /** Whether headers and body are timed apart: middleware's own time is not the network's. Otherwise one timer covers both. */
  splits = false
  declare reject: ((error: unknown) => void) | undefined
  /** The API key of the current attempt, so that no error repeats it. */
  declare apiKey: string | undefined
  /** The timer of the current phase: headers, body, silence or wait. */
  declare timer: Timer | undefined
  declare totalTimer: Timer | undefined

  constructor(state: ClientState, route: string, timing: Timing, signal: AbortSignal | null | undefined) {
    this.state = state
    this.route = route
    this.timing = timing
    this.signal = signal
    if (state.closed) throw closedError(route)
    if (signal?.aborted) throw this.userAbort()
    signal?.addEventListener('abort', this)
    state.calls.add(this)
    if (timing.total !== undefined) this.totalTimer = setTimeout(expire, timing.total, this, 'total')
  }

  /** Called by the caller's signal. */
  handleEvent(): void {
    this.abort(this.userAbort())
  }

  /** Ends the call for good. */
  abort(error: APIError): void {
    this.reason ??= error
    this.interrupt(this.reason)
    this.end()
  }

  /** Ends the current attempt; another may follow. */
  interrupt(error: unknown): void {
    this.controller.abort(error)
    this.reject?.(error)
  }

  /** Starts an attempt with a fresh signal. */
  begin(): void {
    if (this.attempts > 0) this.controller = new AbortController()
    this.attempts++
  }

  /** Starts an attempt's time: the wait for headers, within the attempt's limit. */
  startHeaders(): void {
    const { attempt, headers } = this.timing
    this.attemptStarted = performance.now()
    if (headers && headers < (attempt ?? Infinity)) this.arm(headers, 'headers')
    else this.arm(attempt, 'attempt')
  }

  /** Stops the clock. */
  pause(): void {
    if (this.timer === undefined) return
    this.disarm()
    this.spent = performance.now() - this.attemptStarted
  }

  /** What the wait for headers has left of the attempt's limit. */
  left(): number | undefined {
    const { attempt } = this.timing
    return attempt && Math.max(1, attempt - this.spent)
  }

  /** Sets the one timer of the current phase. */
  arm(milliseconds: number | undefined, limit: Limit): void {
    this.disarm()
    if (milliseconds !== undefined) this.timer = setTimeout(expire, milliseconds, this, limit)
  }

  disarm(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  /** Settles with the promise, or rejects the moment the attempt ends, whatever the promise does. */
  race<T>(promise: PromiseLike<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.reject = reject
      promise.then(resolve, reject)
      if (this.reason) reject(this.reason)
    })
  }

  /** Waits, mostly after a failed attempt; a wait that would pass the total limit fails at once. */
  wait(milliseconds: number, cause?: APIError): Promise<void> {
    const { total } = this.timing
    if (total !== undefined && performance.now() - this.started + milliseconds >= total) throw timeoutError(this, 'total', cause)
    return this.race(
      new Promise<void>((resolve) => {
        this.timer = setTimeout(resolve, milliseconds)
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

  /** Removes the key from words of a server or a runtime, should they repeat it. */
  redact(text: string): string {
    // Shorter keys are made up for servers of one's own: taking them out would spoil the words around them.
    return this.apiKey && this.apiKey.length > 7 ? text.replaceAll(this.apiKey, '[redacted]') : text
  }

  /** How many requests were sent, in words. */
  tally(): string {
    return `${this.attempts} attempt${this.attempts === 1 ? '' : 's'}`
  }

  userAbort(): APIUserAbortError {
    const { route, attempts } = this
    return new APIUserAbortError(`${route} was aborted by its signal`, { route, attempts, cause: this.signal?.reason })
  }
}

/** Ends an attempt, or with the total limit the call, because a limit passed. */
export function expire(control: CallControl, limit: Limit): void {
  const error = timeoutError(control, limit)
  if (limit === 'total') control.abort(error)
  else control.interrupt(error)
}

function timeoutError(control: CallControl, limit: Limit, cause?: APIError): APITimeoutError {
  const { route, attempts, timing } = control
  return new APITimeoutError(`${route} timed out after ${timing[limit]} ms (timeout.${limit}, ${control.tally()})`, {
    route,
    attempts,
    retryable: limit !== 'total',
    cause,
  })
}

/** The error of calls on a closed client. */
export function closedError(route: string): ClientClosedError {
  return new ClientClosedError(`${route} ended: its client is closed`, { route })
}
