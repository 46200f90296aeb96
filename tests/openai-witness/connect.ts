import { once } from 'node:events'
import { builtinModel, type Model } from '@smarter-api/server'
import { serve } from '@smarter-api/server/node'
import { OpenAI } from 'openai'

const apiKey = 'sk-witness'

/** A model that does not answer before the server is closed. */
export const slowModel = 'slow'

/** The server on a free port, with a clock of the test's own, and OpenAI's client in front of it. */
export interface Connection {
  readonly openai: OpenAI
  /** Moves the server's clock on. */
  wait(seconds: number): void
  close(): Promise<void>
}

/** Starts a server and points OpenAI's client at a path of it. */
export async function connect(path: string): Promise<Connection> {
  let now = Date.parse('2025-05-20T10:00:00Z')
  const closing = new AbortController()
  const model: Model = {
    ...builtinModel,
    async *answer(request) {
      if (request.model === slowModel) await once(closing.signal, 'abort')
      return yield* builtinModel.answer(request)
    },
  }
  const server = await serve({ apiKeys: [apiKey], clock: () => new Date(now), model })
  return {
    openai: new OpenAI({ baseURL: server.url + path, apiKey, maxRetries: 0 }),
    wait(seconds) {
      now += seconds * 1000
    },
    close() {
      closing.abort()
      return server.close()
    },
  }
}

/** Gives everything that an iterable gives. */
export async function gather<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}
