// Functions like fetch that answer without a socket.
import { wires } from './payloads.mjs'

const json = { 'content-type': 'application/json', 'x-request-id': 'req_0123456789' }

/** Answers every call with the same JSON text. */
export function answerCall(wire) {
  const text = JSON.stringify(wires[wire].answer)
  return async () => new Response(text, { status: 200, headers: json })
}

/** Answers with a stream of events in pieces of 1 KiB. */
export function answerStream(wire) {
  const bytes = new TextEncoder().encode(wires[wire].events())
  return async () => {
    let offset = 0
    const body = new ReadableStream({
      pull(controller) {
        if (offset >= bytes.length) controller.close()
        else controller.enqueue(bytes.subarray(offset, (offset += 1024)))
      },
    })
    return new Response(body, { status: 200, headers: { ...json, 'content-type': 'text/event-stream' } })
  }
}

/** Answers with pages without end; each has other ids than the one before it. */
export function answerPages(wire) {
  const texts = [1, 2, 3, 4].map((page) => JSON.stringify(wires[wire].page(page)))
  let sent = 0
  return async () => new Response(texts[sent++ % texts.length], { status: 200, headers: json })
}
