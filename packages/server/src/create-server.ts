import { createApp } from './create-app.js'
import { createServices } from './create-services.js'
import { checkOptions, type ServerOptions } from './options.js'
import { memoryRepository } from './repository/memory/memory-repository.js'

/** A running application without a socket. */
export interface Server {
  /**
   * Answers a request, given as a `Request` or like to `fetch`, so that it can be the option `fetch` of a client. Humanloop's API is under
   * `/v5`, Smarter's under `/api/v1`, the OpenAI-style one under `/v1`. Rejects only for what is no request.
   */
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>
  /** Waits for the requests in flight, streams included, and closes the repository. */
  close(): Promise<void>
}

/**
 * Makes a server that speaks Humanloop's, Smarter's and OpenAI-style APIs. It opens no socket and needs no module of the host, so it runs in tests,
 * workers and pages as well as behind `serve` of `@smarter-api/server/node`.
 *
 * @param options Where data is kept, who may call, and which generation of Smarter is spoken. All have defaults.
 * @throws {TypeError} For an option that is unknown, or an era that is none.
 */
export function createServer(options: ServerOptions = {}): Server {
  checkOptions(options)
  const repository = options.repository ?? memoryRepository()
  const pending = new Set<Promise<unknown>>()

  function track(work: Promise<unknown>): void {
    const settled = work.then(forget, forget)
    function forget(): void {
      pending.delete(settled)
    }
    pending.add(settled)
  }

  const app = createApp(options, createServices(options, repository), track)
  return {
    async fetch(input, init) {
      const answer = Promise.resolve(app.fetch(input instanceof Request && !init ? input : new Request(input, init)))
      track(answer)
      return answer
    },
    async close() {
      while (pending.size > 0) await Promise.all(pending)
      await repository.close()
    },
  }
}
