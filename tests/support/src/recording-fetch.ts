import type { Fetch } from '@smarter-api/core'

/** A request as it went over the wire. */
export interface SentRequest {
  /** Verb and path with query, below the API's base path: `GET /prompts?page=1`. */
  readonly line: string
  /** The parsed JSON body; `undefined` without one. */
  readonly body: unknown
  /** Headers with lower-case names. */
  readonly headers: Headers
}

/** Answers requests with a handler and keeps what was sent, in order. */
export function recordingFetch(basePath: string, handle: (request: Request) => Promise<Response>): { fetch: Fetch; sent: SentRequest[] } {
  const sent: SentRequest[] = []
  const fetch: Fetch = async (url, init) => {
    const request = new Request(url, init)
    const { pathname, search } = new URL(url)
    const text = await request.clone().text()
    sent.push({ line: `${request.method} ${pathname.slice(basePath.length)}${search}`, body: text === '' ? undefined : JSON.parse(text), headers: request.headers })
    return handle(request)
  }
  return { fetch, sent }
}
