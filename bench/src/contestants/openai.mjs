// Serves openai 6 and 7: the surface used here is the same.
import { wires } from '../payloads.mjs'

export const wire = 'openai'

const { params } = wires[wire]

export function contestWith(OpenAI) {
  return ({ baseURL, fetch }) => {
    const client = new OpenAI({ apiKey: 'key', baseURL, ...(fetch && { fetch }) })
    return {
      call: (signal) => client.chat.completions.create(params, signal && { signal }),
      stream: () => client.chat.completions.create({ ...params, stream: true }),
      list: () => client.fineTuning.jobs.list({ limit: 100 }),
    }
  }
}
