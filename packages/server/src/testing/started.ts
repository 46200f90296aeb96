import { onTestFinished } from 'vitest'
import { serve } from '../node/serve.js'
import type { RunningServer, ServeOptions } from '../node/serve.js'

interface Body {
  [field: string]: unknown
}

/** A server on a free port, closed when the test is over. */
export async function started(options: ServeOptions = {}): Promise<RunningServer> {
  const server = await serve(options)
  onTestFinished(() => server.close())
  return server
}

export async function post(server: RunningServer, path: string, body: object, headers: Record<string, string> = {}) {
  const init = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }
  const response = await fetch(`${server.url}${path}`, init)
  return { status: response.status, headers: response.headers, text: await response.text() }
}

export async function get(server: RunningServer, path: string): Promise<Body> {
  return (await (await fetch(`${server.url}${path}`)).json()) as Body
}

/** Makes a Prompt, or finds it, and gives its id. */
export async function upsertPrompt(server: RunningServer): Promise<string> {
  const { text } = await post(server, '/v5/prompts', { path: 'a', model: 'gpt-4o' })
  return String((JSON.parse(text) as Body)['id'])
}
