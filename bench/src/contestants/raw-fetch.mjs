// What people write by hand: fetch, a check of the status, JSON. For streams the parser called directly behind a hand-made iterator.
import { createParser } from 'eventsource-parser'
import { wires } from '../payloads.mjs'

export const wire = 'humanloop'
export const listWire = 'openai'

const { path, params } = wires[wire]
const headers = { 'content-type': 'application/json', accept: 'application/json', 'x-api-key': 'key' }

/** Sends one call by hand. */
export async function send(fetch, url, signal) {
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(params), signal })
  if (!response.ok) throw new Error(`answered ${response.status}`)
  return response
}

export function contest({ baseURL, fetch = globalThis.fetch }) {
  const url = baseURL + path
  return {
    call: async (signal) => (await send(fetch, url, signal)).json(),
    async stream() {
      return new DirectEvents((await send(fetch, url)).body)
    },
    list: () => pages(fetch, `${baseURL}/fine_tuning/jobs?limit=100`),
  }
}

class DirectEvents {
  events = []
  head = 0
  decoder = new TextDecoder()
  parser = createParser({ onEvent: (event) => this.events.push(event) })

  constructor(body) {
    this.reader = body.getReader()
  }

  [Symbol.asyncIterator]() {
    return this
  }

  next() {
    return this.head < this.events.length ? Promise.resolve(this.take()) : this.read()
  }

  take() {
    const { data } = this.events[this.head++]
    return data === '[DONE]' ? { done: true, value: undefined } : { done: false, value: JSON.parse(data) }
  }

  async read() {
    for (;;) {
      const { done, value } = await this.reader.read()
      if (done) return { done: true, value: undefined }
      this.events.length = this.head = 0
      this.parser.feed(this.decoder.decode(value, { stream: true }))
      if (this.events.length > 0) return this.take()
    }
  }

  async return() {
    await this.reader.cancel()
    return { done: true, value: undefined }
  }
}

/** A raw loop gives whole pages: the caller walks the items itself. */
async function* pages(fetch, url) {
  for (let after = ''; ; ) {
    const response = await fetch(`${url}${after}`, { headers })
    if (!response.ok) throw new Error(`answered ${response.status}`)
    const { data, has_more: more } = await response.json()
    yield data
    if (!more) return
    after = `&after=${data.at(-1).id}`
  }
}

export const listGivesPages = true
