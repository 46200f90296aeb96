import { type CallControl, expire } from './call-control.js'
import { connectionError } from './connection-error.js'

/**
 * Reads an answer's body chunk by chunk under the call's control: a silence longer than the idle limit, the caller's signal and
 * `close()` end it at once, and what was held for the call is released when the body is.
 */
export class BodyReader {
  declare readonly control: CallControl
  declare readonly reader: ReadableStreamDefaultReader<Uint8Array>
  reading = false
  declare lastActivity: number

  constructor(body: ReadableStream<Uint8Array>, control: CallControl) {
    this.control = control
    this.reader = body.getReader()
    control.held = true
  }

  /** Gives the next chunk, or `undefined` at the end of the body. */
  async read(): Promise<Uint8Array | undefined> {
    const { control } = this
    this.reading = true
    this.lastActivity = performance.now()
    if (control.timing.idle !== undefined && control.timer === undefined) this.watch(control.timing.idle)
    try {
      if (control.reason) throw control.reason
      const { done, value } = await control.race(this.reader.read())
      if (done) control.end()
      return done ? undefined : value
    } catch (error) {
      this.cancel(error)
      throw control.reason ?? connectionError(error, control)
    } finally {
      this.reading = false
    }
  }

  /** Stops reading and frees the socket. */
  cancel(reason?: unknown): void {
    this.reader.cancel(reason).catch(() => undefined)
    this.control.end()
  }

  /** One timer serves many chunks: it looks at the time of the last one, and rests while nobody reads. */
  watch(wait: number): void {
    this.control.timer = setTimeout(checkIdle, wait, this)
  }
}

function checkIdle(reader: BodyReader): void {
  const { control } = reader
  const { idle } = control.timing
  control.timer = undefined
  if (!reader.reading || idle === undefined) return
  const left = idle - (performance.now() - reader.lastActivity)
  if (left > 0) reader.watch(left)
  else expire(control, 'idle')
}

// Some runtimes have no FinalizationRegistry; there an answer that nobody reads waits for `close()`.
const forgotten = /* @__PURE__ */ (() => globalThis.FinalizationRegistry && new FinalizationRegistry<BodyReader>((reader) => reader.cancel()))()

/** Releases what nobody read when its owner is collected. */
export function releaseForgotten(owner: object, reader: BodyReader): void {
  forgotten?.register(owner, reader)
}

/** Gives the answer with its body under the call's control. */
export function watchBody(response: Response, control: CallControl): Response {
  if (!response.body) return response
  const reader = new BodyReader(response.body, control)
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = await reader.read()
        if (chunk) controller.enqueue(chunk)
        else controller.close()
      },
      cancel(reason) {
        reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
  const { status, statusText, headers, url } = response
  const watched = new Response(body, { status, statusText, headers })
  Object.defineProperty(watched, 'url', { value: url })
  releaseForgotten(body, reader)
  return watched
}
