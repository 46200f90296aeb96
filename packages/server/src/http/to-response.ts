import type { Answer, BrokenOff, StreamAnswer } from './answer.js'
import { Refusal, toProblem } from './problem.js'

/** How much of a stream may wait for its reader, in bytes. */
const mostUnread = 1024 * 1024

/** What is done beside answering. */
export interface ResponseHost {
  /** Notes work that must be finished before the server may close. */
  track(work: Promise<void>): void
  /** Hears why a stream broke off: its status was sent before. */
  report(error: unknown): void
  /** Whether the host writes texts by itself, which {@link textOf} gives: their Responses have no body. Wrapping one costs more than the rest of a Response. */
  writesTexts: boolean
  /** Aborts when nobody waits for the end of streams any longer; its reason is their last word. */
  cutOff: AbortSignal
}

/**
 * Makes a Response. A stream runs to its end when its reader goes away, so that what it writes is written; while there is a reader that does not read,
 * it waits.
 */
export function toResponse(answer: Answer, host: ResponseHost): Response {
  const init = { status: answer.status, headers: answer.headers }
  if ('pieces' in answer) return new Response(toStream(answer, host), init)
  if (typeof answer.body !== 'string' || answer.body === '') return new Response(answer.body === '' ? null : answer.body, init)
  if (!host.writesTexts) return new Response(answer.body, init)
  const response = new Response(null, init)
  texts.set(response, answer.body)
  return response
}

const texts = new WeakMap<Response, string>()

/** The text that is to be written after the head of a Response, for a host that writes texts. */
export function textOf(response: Response): string | undefined {
  return texts.get(response)
}

function toStream({ pieces, lastWords, leave }: StreamAnswer, { track, report, cutOff }: ResponseHost): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const reader = { isThere: true, read: nothing }
  let running: Promise<void>

  function goAway(): void {
    reader.isThere = false
    reader.read()
  }

  return new ReadableStream(
    {
      start(controller) {
        const send = (text: string): void => {
          if (reader.isThere) controller.enqueue(encoder.encode(text))
        }
        const sendAll = async (): Promise<void> => {
          for (let piece = await pieces.next(); !piece.done && !cutOff.aborted; piece = await pieces.next()) {
            send(piece.value)
            while (reader.isThere && (controller.desiredSize ?? 0) <= 0) await new Promise<void>((resolve) => (reader.read = resolve))
          }
          await pieces.return?.()
        }
        running = unlessAborted(sendAll(), cutOff)
          .catch((error: unknown) => {
            report(error)
            send(lastWords(toBrokenOff(error)))
          })
          .then(() => {
            if (reader.isThere) controller.close()
            goAway()
          })
        track(running)
      },
      pull: () => reader.read(),
      cancel() {
        goAway()
        leave?.()
        return running
      },
    },
    { highWaterMark: mostUnread, size: ({ byteLength }) => byteLength },
  )
}

function nothing(): void {}

/** Waits for work, or rejects with the reason of the signal. */
function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

/** A refusal that comes at the end, such as a conflict, keeps its words; of any other failure callers learn nothing. */
function toBrokenOff(error: unknown): BrokenOff {
  return error instanceof Refusal ? { status: error.answer.status, message: error.message } : toProblem(error)
}
