import type { StoredAnswer } from '../repository/repository.js'
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
  /** Whether the host writes answers that are texts by itself: it gets them by {@link textAnswerOf}, and Responses that hold their status alone. */
  writesTexts: boolean
  /** Aborts when nobody waits for the end of streams any longer; its reason is their last word. */
  cutOff: AbortSignal
}

/**
 * Makes a Response. A stream runs to its end when its reader goes away, so that what it writes is written; while there is a reader that does not read,
 * it waits.
 */
export function toResponse(answer: Answer, host: ResponseHost): Response {
  const { status, headers } = answer
  if ('pieces' in answer) return new Response(toStream(answer, host), { status, headers })
  const { body } = answer
  if (typeof body !== 'string' || body === '' || !host.writesTexts) return new Response(body === '' ? null : body, { status, headers })
  const response = new Response(null, { status })
  textAnswers.set(response, { status, headers, body })
  return response
}

const textAnswers = new WeakMap<Response, StoredAnswer>()

/** What is to be written in place of a Response, by a host that writes texts: a Response with headers and a body costs more than all the rest of it. */
export function textAnswerOf(response: Response): StoredAnswer | undefined {
  return textAnswers.get(response)
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
