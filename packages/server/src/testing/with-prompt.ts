import type { PromptRequest } from '@smarter-api/schemas/humanloop'
import type { ServerOptions } from '../options.js'
import { connectHumanloop } from './connect.js'

export const greeting: PromptRequest = {
  path: 'support/greeting',
  model: 'gpt-4o',
  template: [{ role: 'system', content: 'Greet {{name}}.' }],
}

/** A server with one Prompt, its id, and a way to change it. */
export async function withPrompt(changes: Partial<PromptRequest> = {}, options: ServerOptions = {}) {
  const connection = connectHumanloop(options)
  const prompt = await connection.ask('POST /prompts', {}, { ...greeting, ...changes })
  const upsert = (fields: Partial<PromptRequest>) => connection.ask('POST /prompts', {}, { ...greeting, ...fields })
  return { ...connection, prompt, id: prompt.id, upsert }
}
