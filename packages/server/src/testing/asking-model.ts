import { builtinModel } from '../model/builtin-model.js'
import type { Model } from '../model/model.js'

/** A model that asks for these tools all at once, and answers as the built-in model once one of them has answered. */
export function askingModel(...names: string[]): Model {
  return {
    name: 'asking',
    async *answer(request) {
      if (request.messages.some(({ role }) => role === 'tool')) return yield* builtinModel.answer(request)
      const toolCalls = names.map((name, index) => ({ id: `call_${index}`, type: 'function' as const, function: { name, arguments: '{}' } }))
      return { output: '', toolCalls, finishReason: 'tool_calls', promptTokens: 1, outputTokens: 1 }
    },
  }
}
