import type { Fetch } from '../options.js'

/** What the server does with one request: an answer, a failure, or whatever the function decides. */
export type Step = Error | ((url: string, init: RequestInit) => Response | Promise<Response>)

/** One request as fetch was given it. */
export interface SeenRequest {
  readonly url: string
  readonly init: RequestInit
  readonly headers: Headers
}

/** A fetch that plays the steps in turn, the last of them for ever, and remembers what it was asked. */
export type ScriptedFetch = Fetch & { readonly requests: SeenRequest[] }

export function scriptedFetch(...steps: [Step, ...Step[]]): ScriptedFetch {
  const requests: SeenRequest[] = []
  const play = async (url: string, init: RequestInit): Promise<Response> => {
    const step = steps[Math.min(requests.length, steps.length - 1)] ?? steps[0]
    requests.push({ url, init, headers: new Headers(init.headers) })
    if (step instanceof Error) throw step
    return step(url, init)
  }
  return Object.assign(play, { requests })
}

/** A step that answers; objects are sent as JSON. */
export function answer(status: number, body?: unknown, headers: Record<string, string> = {}): Step {
  const isJson = typeof body === 'object' && body !== null && !(body instanceof ReadableStream)
  const content = isJson ? JSON.stringify(body) : ((body ?? null) as BodyInit | null)
  return () => new Response(content, { status, headers: { ...(isJson && { 'content-type': 'application/json' }), ...headers } })
}

/** A step that never answers, and rejects as the platform's fetch does when its signal aborts. */
export const silence: Step = (_url, { signal }) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

/** A step whose head arrives and whose body stops after the given text. */
export function stalled(status: number, text = '{"id"', onCancel: () => void = () => undefined): Step {
  return () => new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(text)), cancel: onCancel }), { status })
}

/** A step whose body breaks after the given text, as when a socket is reset. */
export function broken(status: number, text: string): Step {
  return () => {
    let sent = false
    const body = new ReadableStream({
      pull(controller) {
        if (sent) controller.error(new TypeError('terminated', { cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }) }))
        else controller.enqueue(new TextEncoder().encode(text))
        sent = true
      },
    })
    return new Response(body, { status })
  }
}
