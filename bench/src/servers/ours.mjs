import { serve } from '@smarter-api/server/node'
import { prompt } from './payloads.mjs'

/** Starts the server of this repository. */
export async function start(dataFile) {
  const { url } = await serve({ dataFile })
  const response = await fetch(`${url}/v5/prompts`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(prompt) })
  if (!response.ok) throw new Error(`the prompt was refused with ${response.status}`)
  return url
}
