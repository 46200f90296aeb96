import { serve, type ServeOptions } from '@smarter-api/server/node'

/** A server that speaks both APIs. */
export interface Platform {
  /** Stops it, and takes its variables out of the environment. */
  close(): Promise<void>
}

/** Starts a server on a free port that takes one key, and leads the SDK to it by the environment, as one does in a shell. */
export async function startPlatform(options: ServeOptions = {}): Promise<Platform> {
  const apiKey = 'YOUR_API_KEY'
  const { url, close } = await serve({ apiKeys: [apiKey], ...options })
  const variables = { HUMANLOOP_API_KEY: apiKey, HUMANLOOP_BASE_URL: `${url}/v5`, SMARTER_API_KEY: apiKey, SMARTER_BASE_URL: `${url}/api/v1` }
  const before = { ...process.env }
  Object.assign(process.env, variables)
  return {
    close() {
      for (const name of Object.keys(variables)) delete process.env[name]
      Object.assign(process.env, before)
      return close()
    },
  }
}

/** What the server's own model answers to the first message of a conversation. */
export function answerTo(question: string): string {
  return `smarter-builtin here, standing in for gpt-4o: no provider is configured. This is turn 1 of our conversation. You said: "${question}".`
}
