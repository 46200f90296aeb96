import type { Model, ModelRequest } from '../model/model.js'

/** A model that says what a function makes of a request, and the requests that it got. */
export function sayingModel(answer: (request: ModelRequest) => string): { model: Model; asked: ModelRequest[] } {
  const asked: ModelRequest[] = []
  const model: Model = {
    async *answer(request) {
      asked.push(request)
      const output = answer(request)
      yield output
      return { output, toolCalls: [], finishReason: 'stop', promptTokens: 1, outputTokens: 1 }
    },
  }
  return { model, asked }
}

/** All that a model was told, as one text. */
export function toldText({ messages }: ModelRequest): string {
  return messages.map(({ content }) => String(content)).join('\n')
}
