import { ModelFailure } from '../model/model.js'
import type { Model, ModelRequest, ModelResult } from '../model/model.js'
import { Counter } from './counter.js'
import type { Metric } from './exposition.js'

/** A model, and what is known of its calls. */
export interface MeteredModel {
  model: Model
  read(): Metric[]
}

/** Counts the calls of a model by how they end, and the tokens that it tells. */
export function meterModel(model: Model): MeteredModel {
  const calls = new Counter({ name: 'smarter_server_model_calls_total', help: 'Calls of models, by how they ended.' })
  const tokens = new Counter({ name: 'smarter_server_model_tokens_total', help: 'Tokens that models read and wrote, as they tell.' })

  async function* answer(request: ModelRequest): AsyncGenerator<string, ModelResult, undefined> {
    let outcome = 'abandoned'
    try {
      const result = yield* model.answer(request)
      outcome = 'answered'
      tokens.add({ kind: 'input' }, result.promptTokens)
      tokens.add({ kind: 'output' }, result.outputTokens)
      return result
    } catch (error) {
      outcome = error instanceof ModelFailure ? 'refused' : 'failed'
      throw error
    } finally {
      calls.add({ outcome })
    }
  }

  return {
    model: { name: model.name, ...(model.choose === undefined ? {} : { choose: (request) => model.choose?.(request) ?? model }), answer },
    read: () => [calls.read(), tokens.read()],
  }
}
