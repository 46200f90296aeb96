import { VERSION } from '@smarter-api/core'
import type { Model } from '../model/model.js'
import { writeExposition } from './exposition.js'
import type { Metric } from './exposition.js'
import { meterModel } from './metered-model.js'
import { createRequestMetrics } from './request-metrics.js'
import type { RequestMetrics } from './request-metrics.js'

/** The figures of a server. */
export interface ServerMetrics {
  requests: RequestMetrics
  /** The model, whose calls are counted. */
  model: Model
  /** Writes all figures as Prometheus reads them. */
  write(): string
}

/** @param further Figures of the host, read each time. */
export function createServerMetrics(model: Model, further: () => readonly Metric[]): ServerMetrics {
  const requests = createRequestMetrics()
  const metered = meterModel(model)
  const build: Metric = { name: 'smarter_server_build_info', help: 'The release of the server.', type: 'gauge', samples: [{ labels: { version: VERSION }, value: 1 }] }
  return { requests, model: metered.model, write: () => writeExposition([build, ...requests.read(), ...metered.read(), ...further()]) }
}
