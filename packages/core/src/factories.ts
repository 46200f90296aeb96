import { type Client, createClient } from './client.js'
import type { ClientOptions } from './options.js'
import { humanloop } from './services/humanloop.js'
import { openai } from './services/openai.js'
import { smarter } from './services/smarter.js'

/** A client of Humanloop's API, or of a server that speaks it. */
export type HumanloopClient = Client<'humanloop'>
/** A client of Smarter's API, or of a server that speaks it. */
export type SmarterClient = Client<'smarter'>
/** A client of a service that speaks OpenAI's API. */
export type OpenAIClient = Client<'openai'>
/** A client of a service whose routes may be OpenAI-style: any that speaks OpenAI's API, or Smarter. */
export type OpenAIStyleClient = OpenAIClient | SmarterClient

/**
 * Makes a client of Humanloop's API.
 *
 * @param options By default the key is `HUMANLOOP_API_KEY` and the address `HUMANLOOP_BASE_URL`, else the hosted service's.
 * @throws ConfigurationError For an option that is unknown or unusable. A missing key is told by the first call.
 */
export function createHumanloopClient(options?: ClientOptions): HumanloopClient {
  return createClient(humanloop, options)
}

/**
 * Makes a client of Smarter's API.
 *
 * @param options By default the key is `SMARTER_API_KEY` and the address `SMARTER_BASE_URL`, else the platform's.
 * @throws ConfigurationError For an option that is unknown or unusable. A missing key is told by the first call.
 */
export function createSmarterClient(options?: ClientOptions): SmarterClient {
  return createClient(smarter, options)
}

/**
 * Makes a client of any service that speaks OpenAI's API.
 *
 * @param options By default the key is `OPENAI_API_KEY` and the address `OPENAI_BASE_URL`, else OpenAI's.
 * @throws ConfigurationError For an option that is unknown or unusable. A missing key is told by the first call.
 */
export function createOpenAIClient(options?: ClientOptions): OpenAIClient {
  return createClient(openai, options)
}
