import type { Answer, BrokenOff, StreamAnswer } from './answer.js'
import { internalMessage, Problem, Refusal } from './problem.js'

/** What is done beside answering. */
export interface ResponseHost {
  /** Notes work that must be finished before the server may close. */
  track(work: Promise<void>): void
  /** Hears why a stream broke off: its status was sent before. */
  report(error: unknown): void
}

/** Makes a Response. A stream runs to its end whether it is read or not, so that what it writes is written. */
export function toResponse(answer: Answer, host: ResponseHost): Response {
  const init = { status: answer.status, headers: answer.headers }
  if ('pieces' in answer) return new Response(toStream(answer, host), init)
  return new Response(answer.body === '' ? null : answer.body, init)
}

function toStream({ pieces, lastWords }: StreamAnswer, { track, report }: ResponseHost): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let isRead = true
  let running: Promise<void>
  return new ReadableStream({
    start(controller) {
      const send = (text: string): void => {
        if (isRead) controller.enqueue(encoder.encode(text))
      }
      running = runToEnd(pieces, send)
        .catch((error: unknown) => {
          report(error)
          send(lastWords(toBrokenOff(error)))
        })
        .then(() => {
          if (isRead) controller.close()
        })
      track(running)
    },
    cancel() {
      isRead = false
      return running
    },
  })
}

async function runToEnd(pieces: AsyncIterator<string, undefined>, send: (text: string) => void): Promise<void> {
  for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) send(piece.value)
}

/** A refusal that comes at the end, such as a conflict, keeps its words; of any other failure callers learn nothing. */
function toBrokenOff(error: unknown): BrokenOff {
  if (error instanceof Problem) return error
  return error instanceof Refusal ? { status: error.answer.status, message: error.message } : { status: 500, message: internalMessage }
}
