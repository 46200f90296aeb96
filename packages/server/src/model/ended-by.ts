import type { Model } from './model.js'

/** A model whose answers end when a signal aborts. */
export function endedBy(model: Model, signal: AbortSignal): Model {
  return { ...model, answer: (request) => model.answer({ ...request, signal }) }
}
