import type { Dispatcher } from 'undici'
import type * as UndiciModule from 'undici'
import { checkName } from '../check-name.js'
import { ConfigurationError } from '../errors.js'
import type { Fetch, Transport, TransportFactory } from '../options.js'
import { refuseValue } from '../refuse-value.js'

/** Options of {@link nodeFetch}. */
export interface NodeFetchOptions {
  /** Address of an HTTP proxy, `http:` or `https:`, or `env` to read `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`. No proxy by default. */
  readonly proxy?: string | undefined
  /** Connections per origin. Unlimited by default. */
  readonly connections?: number | undefined
}

/** A fetch over undici with connections of its own. */
export interface NodeFetch extends Fetch {
  readonly limitsConnect: true
  /** Closes its connections once their requests have ended. */
  close(): Promise<void>
}

type Undici = typeof UndiciModule

/**
 * Makes a fetch over the package `undici` (an optional peer dependency) that honours `timeout.connect`, speaks to proxies, and leaves
 * all other limits to the option `timeout` instead of the runtime's 300 seconds.
 *
 * @throws ConfigurationError For an option that is unknown or unusable; and at the first request, when `undici` is not installed.
 */
export function nodeFetch(options: NodeFetchOptions = {}): NodeFetch {
  checkOptions(options)
  const dispatchers = new Map<number | undefined, Dispatcher>()
  const send = async (url: string, init: RequestInit & { connectTimeout?: number }): Promise<Response> => {
    const undici = await loadUndici()
    const { connectTimeout, ...rest } = init
    let dispatcher = dispatchers.get(connectTimeout)
    if (!dispatcher) dispatchers.set(connectTimeout, (dispatcher = createDispatcher(undici, options, connectTimeout)))
    const headers = new Headers(init.headers)
    const body = init.body instanceof FormData ? await encodeForm(init.body, headers) : init.body
    const fetch = undici.fetch as unknown as (input: string, init: object) => Promise<Response>
    return fetch(url, { dispatcher, ...rest, body, headers: Object.fromEntries(headers) })
  }
  return Object.assign(send as Fetch, {
    limitsConnect: true as const,
    async close() {
      await Promise.all(Array.from(dispatchers.values(), (dispatcher) => dispatcher.close()))
      dispatchers.clear()
    },
  })
}

/**
 * Makes the client option `transport` of {@link nodeFetch}: the client creates it on first use and closes it with itself.
 *
 * @throws ConfigurationError For an option that is unknown or unusable.
 */
export function nodeTransport(options: NodeFetchOptions = {}): TransportFactory {
  checkOptions(options)
  const make = (): Transport => {
    const fetch = nodeFetch(options)
    return { fetch, close: () => fetch.close() }
  }
  return Object.assign(make, { limitsConnect: true as const })
}

function checkOptions(options: NodeFetchOptions): void {
  for (const name in options) checkName(name, ['proxy', 'connections'] satisfies Array<keyof NodeFetchOptions>, 'nodeFetch option')
  const { proxy, connections } = options
  if (proxy !== undefined && proxy !== 'env' && !(URL.canParse(proxy) && /^https?:$/.test(new URL(proxy).protocol))) {
    // The address is not repeated, because it may hold a password.
    throw new ConfigurationError('proxy must be an http: or https: address such as "http://proxy.example.com:8080", or "env"')
  }
  if (connections !== undefined && !(Number.isInteger(connections) && connections > 0)) refuseValue('connections', 'a whole number of 1 or more', connections)
}

/** undici knows its own FormData only and would send the runtime's as the text "[object FormData]". */
async function encodeForm(form: FormData, headers: Headers): Promise<Blob> {
  const blob = await new Response(form).blob()
  if (!headers.has('content-type')) headers.set('content-type', blob.type)
  return blob
}

async function loadUndici(): Promise<Undici> {
  try {
    return await import('undici')
  } catch (cause) {
    throw new ConfigurationError('nodeFetch needs the package undici, version 7; install it beside this package', { cause })
  }
}

function createDispatcher({ Agent, EnvHttpProxyAgent, ProxyAgent }: Undici, { proxy, connections }: NodeFetchOptions, connectTimeout: number | undefined): Dispatcher {
  const limit = { timeout: connectTimeout ?? 0 }
  const direct = { headersTimeout: 0, bodyTimeout: 0, ...(connections !== undefined && { connections }), connect: limit }
  if (proxy === undefined) return new Agent(direct)
  const proxied = { ...direct, proxyTls: limit, requestTls: limit }
  return proxy === 'env' ? new EnvHttpProxyAgent(proxied) : new ProxyAgent({ ...proxied, uri: proxy })
}
