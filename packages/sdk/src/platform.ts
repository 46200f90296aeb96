/// <reference lib="esnext.disposable" preserve="true" />
import { type ApiPromise, asyncDispose, type Client, type ClientOptions, ConfigurationError, fetchRoute, type Params, type RequestOptions, type RouteString } from '@smarter-api/core'

/** Refuses what is no options object; a key given alone is the usual slip. */
export function checkOptions<Options extends ClientOptions>(options: Options | undefined): Options | undefined {
  if (options === undefined || (typeof options === 'object' && options !== null)) return options
  throw new ConfigurationError(`Client options are an object, such as { apiKey: '…' }; got ${options === null ? 'null' : `a ${typeof options}`}`)
}

/** What the clients of both platforms can do beside their resources. */
export abstract class Platform<Name extends string> implements AsyncDisposable {
  /** The client that standalone functions take. It has the same options and shares the calls in flight. */
  readonly client: Client<Name>

  /** Takes over a client. */
  constructor(client: Client<Name>) {
    this.client = client
  }

  /**
   * Makes a client with some options changed; this one stays as it is.
   *
   * @param options The options to change: `humanloop.withOptions({ maxRetries: 5 }).prompts.call(…)`.
   * @throws ConfigurationError For an option that is unknown or unusable.
   */
  withOptions(options: ClientOptions): this {
    const copy = Object.create(Object.getPrototypeOf(this)) as this
    return Object.assign(copy, this, { client: this.client.withOptions(options) })
  }

  /**
   * Sends any route, documented or not, with the client's key, retries and limits, and gives the answer unread.
   *
   * @param route Verb and path, for example `GET /prompts{?page}`.
   * @param params Path and query parameters and body fields in one object, by their names on the wire.
   * @throws APIStatusError When the status is not a success.
   */
  fetch(route: RouteString, params?: Params, options?: RequestOptions): ApiPromise<Response> {
    return fetchRoute(this.client, route, params, options)
  }

  /** Ends calls and streams in flight with a `ClientClosedError`, refuses new ones, and closes a transport that the client made. */
  close(): Promise<void> {
    return this.client.close()
  }

  /** Closes the client at the end of an `await using` block. */
  [asyncDispose](): Promise<void> {
    return this.close()
  }
}
