import { Counter } from './counter.js'
import type { Metric } from './exposition.js'
import { Histogram } from './histogram.js'

const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120]
const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** A request that was answered. */
export interface AnsweredRequest {
  method: string
  /** The template of the route; `undefined` where none was found. */
  route: string | undefined
  status: number
  milliseconds: number
}

/** Counts requests by what there is a bounded number of: known methods, templates of routes, statuses. */
export interface RequestMetrics {
  began(): void
  ended(request: AnsweredRequest): void
  read(): Metric[]
}

export function createRequestMetrics(): RequestMetrics {
  const requests = new Counter({ name: 'smarter_server_requests_total', help: 'Requests that were answered.' })
  const durations = new Histogram({ name: 'smarter_server_request_duration_seconds', help: 'Time until the end of the answer, streams included.' }, bounds)
  let inFlight = 0
  return {
    began() {
      inFlight += 1
    },
    ended({ method, route = 'none', status, milliseconds }) {
      inFlight -= 1
      const labels = { method: knownMethods.has(method) ? method : 'other', route }
      requests.add({ ...labels, status: String(status) })
      durations.observe(labels, milliseconds / 1000)
    },
    read: () => [
      requests.read(),
      durations.read(),
      { name: 'smarter_server_requests_in_flight', help: 'Requests whose answer has not ended.', type: 'gauge', samples: [{ value: inFlight }] },
    ],
  }
}
