import type { Services } from '../http/route.js'
import type { Performer } from '../work/worker.js'
import { responsePerformer, responseWork } from './responses/response-performer.js'

/** Knows how to do what requests to the OpenAI-style API leave behind. */
export function openaiPerformers(services: Services): Record<string, Performer> {
  return { [responseWork]: responsePerformer(services) }
}
