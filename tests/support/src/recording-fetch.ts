import type { Fetch } from '@smarter-api/core'

/** A request as it went over the wire. */
export interface SentRequest {
  /** Verb and path with query, below the API's base path: `GET /prompts?page=1`. */
  readonly line: string
  /** The parsed JSON body, or the form as `FormData`; `undefined` without one. */
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
    const body = await readBody(request.clone())
    sent.push({ line: `${request.method} ${pathname.slice(basePath.length)}${search}`, body, headers: request.headers })
    return handle(request)
  }
  return { fetch, sent }
}

async function readBody(request: Request): Promise<unknown> {
  if (request.headers.get('content-type')?.startsWith('multipart/')) return request.formData()
  const text = await request.text()
  return text === '' ? undefined : JSON.parse(text)
}
