import { passthrough } from '@smarter-api/chat'
import { type ClientOptions, createOpenAIClient, type OpenAIStyleClient, type SmarterClient } from '@smarter-api/core'

/** Options of a `Smarter`. */
export interface SmarterOptions extends ClientOptions {
  /**
   * Points `chat`, `responses`, `files` and `fineTuning` at a service that speaks OpenAI's API: its `baseURL` and `apiKey`, by default
   * `OPENAI_BASE_URL` and `OPENAI_API_KEY`. Key, address, headers, query and middleware of the platform are not sent there; limits, retries,
   * logging and transport are taken over unless given anew. Without it chat completions go through the platform's passthrough.
   */
  openai?: ClientOptions | undefined
}

/** What two services may have in common: nothing that is meant for one of them. */
export function inCommon(options: ClientOptions): ClientOptions {
  return { ...options, apiKey: undefined, baseURL: undefined, headers: undefined, query: undefined, middleware: undefined }
}

/** Makes the client of OpenAI-style routes: of a service of its own, or of the platform with its passthrough. */
export function openaiClient(platform: SmarterClient, common: ClientOptions, openai: ClientOptions | undefined): OpenAIStyleClient {
  if (openai) {
    const network = openai.fetch || openai.transport ? { fetch: undefined, transport: undefined } : {}
    return createOpenAIClient({ ...common, ...network, ...openai })
  }
  return platform.withOptions({ middleware: [...platform.settings.middleware, passthrough()] })
}
