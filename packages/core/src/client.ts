/// <reference lib="esnext.disposable" preserve="true" />
import { type ClientState, closedError } from './call-control.js'
import { asyncDispose } from './dispose.js'
import { ConfigurationError } from './errors.js'
import type { ClientOptions, Transport } from './options.js'
import type { Service } from './service.js'
import { type Defined, resolveSettings, type Settings } from './settings.js'

/**
 * What every function of the SDK takes first: checked options and the calls in flight.
 *
 * The interface is structural and tagged with its service, so that a client made by another copy or module format of this package
 * fits and one of another platform does not.
 */
export interface Client<Name extends string = string> extends AsyncDisposable {
  /** The platform: `humanloop`, `smarter` or `openai`. */
  readonly service: Name
  /** Address of the API without a trailing slash. */
  readonly baseURL: string
  /** Checked and completed options. They may grow in minor versions. */
  readonly settings: Settings
  /** Calls in flight. */
  readonly state: ClientState
  /** Makes a client with some options changed; it shares the transport, and the original stays as it is. */
  withOptions(options: ClientOptions): Client<Name>
  /** Ends calls and streams in flight with a `ClientClosedError`, refuses new ones, and closes a transport that the client made. */
  close(): Promise<void>
}

interface SharedTransport {
  readonly make: () => Transport
  made?: Transport | undefined
  users: number
}

/** Makes a client for a service. No network, and no error for a missing key: the first call tells. */
export function createClient<Name extends string>(service: Service<Name>, options: ClientOptions = {}): Client<Name> {
  if (options.fetch && options.transport) throw new ConfigurationError('Give either fetch or transport, not both')
  return build(service, defined(options), options.transport && { make: options.transport, users: 0 })
}

function defined(options: ClientOptions): Defined<ClientOptions> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Defined<ClientOptions>
}

function build<Name extends string>(service: Service<Name>, options: Defined<ClientOptions>, shared: SharedTransport | undefined): Client<Name> {
  const settings = resolveSettings(service, options, shared && (() => (shared.made ??= shared.make())))
  const state: ClientState = { closed: false, calls: new Set() }
  if (shared) shared.users++
  const client: Client<Name> = {
    service: service.name,
    baseURL: settings.baseURL,
    settings,
    state,
    withOptions: (changes) => {
      const { fetch, transport } = changes
      const { fetch: _, ...kept } = options
      return build(service, { ...(transport ? kept : options), ...defined(changes) }, transport ? { make: transport, users: 0 } : fetch ? undefined : shared)
    },
    async close() {
      if (state.closed) return
      state.closed = true
      for (const call of state.calls) call.abort(closedError(call.route))
      if (!shared || --shared.users > 0) return
      const { made } = shared
      shared.made = undefined
      await made?.close()
    },
    async [asyncDispose]() {
      await client.close()
    },
  }
  // Settings hold the key, and clients are logged and serialised by mistake.
  return Object.defineProperty(client, 'settings', { enumerable: false })
}
