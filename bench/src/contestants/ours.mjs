import { byCursor, createOpenAIClient, paginate } from '@smarter-api/core'
import { callPrompt, callPromptStream, createHumanloopClient } from '@smarter-api/prompts'
import { wires } from '../payloads.mjs'

export const wire = 'humanloop'
export const listWire = 'openai'

const { params } = wires[wire]

export function contest({ baseURL, fetch, validate }) {
  const options = { apiKey: 'key', baseURL, ...(fetch && { fetch }) }
  const client = createHumanloopClient({ ...options, ...(validate && { validate }) })
  const openai = createOpenAIClient(options)
  return {
    call: (signal) => callPrompt(client, params, signal && { signal }),
    stream: () => callPromptStream(client, params),
    list: () => paginate(openai, 'GET /fine_tuning/jobs{?after,limit}', byCursor, { limit: 100 }),
  }
}
