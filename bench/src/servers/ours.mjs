import { serve } from '@smarter-api/server/node'
import { prompt } from './payloads.mjs'
import { toPlace } from './place.mjs'

/** Starts the server of this repository, over the file or the Postgres database of that address. */
export async function start(address) {
  const { url } = await serve(toPlace(address))
  const response = await fetch(`${url}/v5/prompts`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(prompt) })
  if (!response.ok) throw new Error(`the prompt was refused with ${response.status}`)
  return url
}
