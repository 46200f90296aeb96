import { createSmarterClient, type SmarterClient } from '@smarter-api/core'

/** A request as it went over the wire. */
export interface Sent {
  readonly line: string
  readonly body: unknown
  readonly type: string | null
}

/** A client whose platform gives the same answer to everything, or what a function makes of the request. */
export function scriptedPlatform(answer: object | ((sent: Sent) => Response), status = 200): { client: SmarterClient; sent: Sent[] } {
  const sent: Sent[] = []
  const client = createSmarterClient({
    apiKey: 'key',
    baseURL: 'http://127.0.0.1/api/v1',
    fetch: async (url, { method, body, headers }) => {
      const { pathname, search } = new URL(url)
      const request: Sent = { line: `${method} ${pathname}${search}`, body: body ? JSON.parse(String(body)) : undefined, type: new Headers(headers).get('content-type') }
      sent.push(request)
      return typeof answer === 'function' ? answer(request) : Response.json(answer, { status })
    },
  })
  return { client, sent }
}

/** Every item of a list. */
export async function collect(items: AsyncIterable<unknown> | undefined): Promise<unknown[]> {
  const all: unknown[] = []
  for await (const item of items ?? []) all.push(item)
  return all
}
