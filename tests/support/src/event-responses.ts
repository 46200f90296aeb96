const eventStream = { headers: { 'content-type': 'text/event-stream' } }

/** An answer of events that ends after the last, without a terminator. */
export function eventsResponse(...events: object[]): Response {
  return new Response(events.map(written).join(''), eventStream)
}

/** An answer that begins with one event and never ends; `closed` resolves when it is cancelled. */
export function endlessResponse(event: object): { response: Response; closed: Promise<void> } {
  let response = new Response()
  const closed = new Promise<void>((resolve) => {
    const body = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(written(event))), cancel: () => resolve() })
    response = new Response(body, eventStream)
  })
  return { response, closed }
}

function written(event: object): string {
  return `data: ${JSON.stringify(event)}\n\n`
}
