import { createApp } from './create-app.js'
import { createServices } from './create-services.js'
import { requireDigests, toHex } from './digest.js'
import type { Services } from './http/route.js'
import { humanloopPerformers } from './humanloop/performers.js'
import { createLifecycle } from './lifecycle.js'
import { createServerMetrics } from './metrics/server-metrics.js'
import { builtinModel } from './model/builtin-model.js'
import { endableModel } from './model/endable-model.js'
import { modelByProvider } from './model/model-by-provider.js'
import { openaiPerformers } from './openai/performers.js'
import { checkOptions, defaultBackground, type ServerOptions } from './options.js'
import { memoryRepository } from './repository/memory/memory-repository.js'
import { safeLogger } from './safe-logger.js'
import { untilAborted } from './until-aborted.js'
import { createWorker } from './work/worker.js'
import type { Worker } from './work/worker.js'

const defaultPatience = 10_000

/** How a server is closed. */
export interface CloseOptions {
  /** How long to wait for the requests in flight, and for the judgments and answers of runs that are being made, in milliseconds. Default: 10 000. */
  patience?: number
}

/** A running application without a socket. */
export interface Server {
  /**
   * Answers a request, given as a `Request` or like to `fetch`, so that it can be the option `fetch` of a client. Humanloop's API is under
   * `/v5`, Smarter's under `/api/v1`, the OpenAI-style one under `/v1`. When `init.signal` aborts it rejects, or the body breaks off, while the
   * server finishes what it has begun. Else it rejects only for what is no request.
   */
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>
  /** Waits until the judgments and the answers of runs are made that requests have left to the background. */
  idle(): Promise<void>
  /**
   * Says 503 at `/healthz` from now on, so that load balancers send their requests elsewhere. Requests are answered all the same.
   */
  drain(): void
  /**
   * Refuses new requests, waits for those in flight, streams included, and for the judgments and answers of runs that are being made, and closes the
   * repository. A stream that lasts longer than the patience ends with an event that says so; work that was not done stays in the repository.
   *
   * @param options.patience How long to wait, in milliseconds. Default: 10 000.
   */
  close(options?: CloseOptions): Promise<void>
}

/**
 * Makes a server that speaks Humanloop's, Smarter's and OpenAI-style APIs. It opens no socket and needs no module of the host, so it runs in tests,
 * workers and pages as well as behind `serve` of `@smarter-api/server/node`.
 *
 * @param options Where data is kept, who may call, and which generation of Smarter is spoken. All have defaults.
 * @throws {TypeError} For an option that is unknown, or an era that is none, and where the host has no `crypto.subtle`.
 */
export function createServer(options: ServerOptions = {}): Server {
  return assembleServer(options).server
}

/** Makes a server, and gives what does its work in the background too, for a host that stays. It may write texts by itself, which `textAnswerOf` gives. */
export function assembleServer(given: ServerOptions, { writesTexts = false } = {}): { server: Server; worker: Worker } {
  checkOptions(given)
  const options = given.logger === undefined ? given : { ...given, logger: safeLogger(given.logger) }
  requireDigests()
  const repository = options.repository ?? memoryRepository()
  const lifecycle = createLifecycle()
  const model = modelByProvider(options.model ?? builtinModel, options.providers ?? {})
  const { metrics: further = false } = options
  const metrics = further === false ? undefined : createServerMetrics(model, further === true ? () => [] : further)
  const answering = endableModel(metrics?.model ?? model)
  const working = endableModel(metrics?.model ?? model)
  const services = createServices({ ...options, model: answering }, repository, () => worker.wake())
  const performing = { ...services, model: working }
  const worker: Worker = createWorker({
    ...services,
    performers: { ...humanloopPerformers(performing), ...openaiPerformers(performing) },
    lanes: options.background ?? defaultBackground,
    owner: toHex(crypto.getRandomValues(new Uint8Array(16))),
    report: reportTo(options, services),
  })
  const app = createApp({ options, services, lifecycle, metrics, writesTexts })
  if (options.repository !== undefined) worker.look()

  function answer(request: Request): Promise<Response> {
    worker.glance()
    const answered = Promise.resolve(app.fetch(request))
    lifecycle.track(answered)
    return answered
  }

  const server: Server = {
    async fetch(input, init) {
      if (isRequest(input) && init === undefined) return answer(input)
      const request = new Request(input, init)
      return untilAborted(request.signal, () => answer(request))
    },
    idle: () => worker.idle(),
    drain: () => lifecycle.drain(),
    async close({ patience = defaultPatience } = {}) {
      const end = performance.now() + patience
      await lifecycle.finish(patience, () => answering.endAll())
      await worker.stop(Math.max(0, end - performance.now()))
      // What is still at work is abandoned by now: a failure would be stored as one.
      working.endAll()
      await repository.close()
    },
  }
  return { server, worker }
}

/** Failures in the background belong to no request: their entry has an id of its own. */
function reportTo({ logger, logLevel }: ServerOptions, { createId }: Pick<Services, 'createId'>): (error: unknown) => void {
  const work = { method: 'WORK', path: '/', status: 500, milliseconds: 0 }
  return (error) => {
    if (logLevel !== 'silent') logger?.({ level: 'error', message: 'Work in the background failed', requestId: createId('req'), ...work, error })
  }
}

/** Looks instead of asking for the class: test environments and polyfills have classes of their own. */
function isRequest(input: Request | string | URL): input is Request {
  return typeof input === 'object' && 'headers' in input
}
