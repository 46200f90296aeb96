import type { Answer, StreamAnswer } from './answer.js'

/** Notes work that must be finished before the server may close. */
export type Track = <Result>(work: Promise<Result>) => Promise<Result>

/** Makes a Response. A stream whose reader goes away is still run to its end, so that what it writes is written. */
export function toResponse(answer: Answer, track: Track): Response {
  const init = { status: answer.status, headers: answer.headers }
  if ('pieces' in answer) return new Response(toStream(answer, track), init)
  return new Response(answer.body === '' ? null : answer.body, init)
}

function toStream({ pieces }: StreamAnswer, track: Track): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const piece = await track(pieces.next())
      if (piece.done) controller.close()
      else controller.enqueue(encoder.encode(piece.value))
    },
    async cancel() {
      await track(drain(pieces))
    },
  })
}

async function drain(pieces: AsyncIterator<string, undefined>): Promise<void> {
  for (let piece = await pieces.next(); !piece.done; piece = await pieces.next());
}
