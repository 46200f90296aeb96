import { serve, type ServeOptions } from '@smarter-api/server/node'

/** A server that speaks both APIs, and the variables that lead the SDK to it. */
export interface Platform {
  url: string
  /** Runs something with these variables in the environment, as they are in a shell. */
  environment: Record<string, string>
  close(): Promise<void>
}

/** Starts a server on a free port that takes one key. */
export async function startPlatform(options: ServeOptions = {}): Promise<Platform> {
  const { url, close } = await serve({ apiKeys: ['YOUR_API_KEY'], ...options })
  const environment = {
    HUMANLOOP_API_KEY: 'YOUR_API_KEY',
    HUMANLOOP_BASE_URL: `${url}/v5`,
    SMARTER_API_KEY: 'YOUR_API_KEY',
    SMARTER_BASE_URL: `${url}/api/v1`,
  }
  return { url, environment, close }
}
