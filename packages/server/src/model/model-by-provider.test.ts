import { describe, expect, it } from 'vitest'
import { builtinModel } from './builtin-model.js'
import { modelByProvider } from './model-by-provider.js'
import { completeAnswer, nameOfModel } from './model.js'
import type { Model, ModelRequest } from './model.js'

const hello: ModelRequest = { model: 'm', messages: [{ role: 'user', content: 'Hi' }] }

function withProviders() {
  const asked: [string, string | undefined][] = []
  const named = (name: string): Model => ({
    name,
    answer(request) {
      asked.push([name, request.apiKey])
      expect(request).not.toHaveProperty('providerKeys')
      return builtinModel.answer(request)
    },
  })
  return { asked, model: modelByProvider(named('usual'), { groq: named('of groq'), OpenAI: named('of openai') }) }
}

describe('several models by provider', () => {
  it('lets the one of that name answer, in any case, and the usual one for all others', async () => {
    const { model, asked } = withProviders()
    for (const provider of ['groq', 'openai', 'OPENAI', 'anthropic', '__proto__', undefined]) await completeAnswer(model, { ...hello, provider })
    expect(asked.map(([name]) => name)).toEqual(['of groq', 'of openai', 'of openai', 'usual', 'usual', 'usual'])
    expect([nameOfModel(model, { provider: 'groq' }), nameOfModel(model, {}), nameOfModel(builtinModel, {})]).toEqual(['of groq', 'usual', 'smarter-builtin'])
  })

  it("gives a caller's own key to the provider of its name alone", async () => {
    const { model, asked } = withProviders()
    const providerKeys = { openai: 'sk-mine', anthropic: 'sk-other', groq: null }
    for (const provider of ['openai', 'groq', 'anthropic', undefined]) await completeAnswer(model, { ...hello, provider, providerKeys })
    expect(asked).toEqual([['of openai', 'sk-mine'], ['of groq', undefined], ['usual', undefined], ['usual', undefined]])
  })
})
