import { describe, expect, it } from 'vitest'
import { gatedModel } from '../testing/gated-model.js'
import { builtinModel } from './builtin-model.js'
import { endableModel } from './endable-model.js'
import { completeAnswer, ModelFailure } from './model.js'
import type { Model, ModelRequest } from './model.js'

const hello: ModelRequest = { model: 'm', messages: [{ role: 'user', content: 'Hi' }] }
const left = new Error('The caller left.')

describe('a model whose answers can be ended', () => {
  it('answers as the model behind it, under its name', async () => {
    const model = endableModel(builtinModel)
    expect(await completeAnswer(model, hello)).toEqual(await completeAnswer(builtinModel, hello))
    expect(model.name).toBe('smarter-builtin')
  })

  it('fails at once with the reason of the signal, also when the model does not look at it', async () => {
    const { model, asked } = gatedModel()
    const controller = new AbortController()
    const answer = completeAnswer(endableModel(model), { ...hello, signal: controller.signal })
    await asked(1)
    controller.abort(left)
    await expect(answer).rejects.toBe(left)
    await expect(completeAnswer(endableModel(model), { ...hello, signal: controller.signal })).rejects.toBe(left)
  })

  it('tells the model of the end, whose own words of it are dropped', async () => {
    const { signals, model } = watchedSignals()
    const controller = new AbortController()
    const answer = completeAnswer(endableModel(model), { ...hello, signal: controller.signal })
    controller.abort(left)
    await expect(answer).rejects.toBe(left)
    expect(signals.map(({ aborted, reason }) => [aborted, reason as unknown])).toEqual([[true, left]])
  })

  it('lets go of the model when nobody reads on', async () => {
    let isLeft = false
    const model: Model = {
      async *answer() {
        try {
          yield 'a'
          return await new Promise<never>(() => undefined)
        } finally {
          isLeft = true
        }
      },
    }
    const answer = endableModel(model).answer(hello)
    await answer.next()
    await answer.return({ output: '', toolCalls: [], finishReason: 'stop', promptTokens: 0, outputTokens: 0 })
    expect(isLeft).toBe(true)
  })

  it('ends all answers when the server stops, and begins none', async () => {
    const { model, asked } = gatedModel()
    const endable = endableModel(model)
    const answers = [completeAnswer(endable, hello), completeAnswer(endable, hello)]
    await asked(2)
    endable.endAll()
    for (const answer of [...answers, completeAnswer(endable, hello)]) {
      const failure: unknown = await answer.catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(ModelFailure)
      expect(failure).toMatchObject({ status: 503, message: expect.stringContaining('stopped') as unknown })
    }
  })
})

function watchedSignals(): { signals: AbortSignal[]; model: Model } {
  const signals: AbortSignal[] = []
  const model: Model = {
    // oxlint-disable-next-line require-yield -- it fails before its first piece
    async *answer({ signal }) {
      if (signal !== undefined) signals.push(signal)
      return await new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('aborted')))
      })
    },
  }
  return { signals, model }
}
