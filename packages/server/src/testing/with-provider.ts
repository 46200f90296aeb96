import { createServer } from '../create-server.js'
import { openaiModel } from '../model/openai-model.js'
import type { OpenAIModelOptions } from '../model/openai-model.js'
import type { Model } from '../model/model.js'

/** A key that must be in no message. */
export const providerKey = 'sk-provider-secret'

/** A model that another server of ours answers, and what that server was asked. */
export function withProvider(options: Partial<OpenAIModelOptions> = {}): { model: Model; asked: Record<string, unknown>[] } {
  const asked: Record<string, unknown>[] = []
  const provider = createServer({ apiKeys: [providerKey] })
  const model = openaiModel({
    baseURL: 'http://provider.localhost/v1',
    apiKey: providerKey,
    async fetch(url, init) {
      const request = new Request(url, init)
      asked.push((await request.clone().json()) as Record<string, unknown>)
      return provider.fetch(request)
    },
    ...options,
  })
  return { model, asked }
}

/** A model whose provider gives these answers, whatever it is asked. */
export function withAnswers(answer: () => Response): Model {
  return openaiModel({ baseURL: 'http://provider.localhost/v1', apiKey: providerKey, fetch: async () => answer() })
}
