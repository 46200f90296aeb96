/** The body of an answer. */
export type Body = Record<string, unknown>

/** A caller's side of a server. */
export interface Client {
  /** Sends a request, and gives its body when it was done. Rejects with {@link Refused}, or as `fetch` does when the connection breaks. */
  call(route: string, body?: object, headers?: Record<string, string>): Promise<Body>
}

/** A request that was answered, and not done. */
export class Refused extends Error {
  override name = 'Refused'

  constructor(
    readonly status: number,
    readonly headers: Headers,
    text: string,
  ) {
    super(`${status}: ${text}`)
  }
}

export function createClient(url: string): Client {
  return {
    async call(route, body, headers = {}) {
      const [method = '', path = ''] = route.split(' ')
      const content = body === undefined ? {} : { body: JSON.stringify(body) }
      const response = await fetch(`${url}${path}`, { method, ...content, headers: { 'content-type': 'application/json', ...headers } })
      const text = await response.text()
      if (!response.ok) throw new Refused(response.status, response.headers, text)
      return JSON.parse(text) as Body
    },
  }
}
