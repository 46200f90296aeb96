import { Anthropic } from '@anthropic-ai/sdk'
import { wires } from '../payloads.mjs'

export const wire = 'anthropic'

const { params } = wires[wire]

export function contest({ baseURL, fetch }) {
  const client = new Anthropic({ apiKey: 'key', baseURL, ...(fetch && { fetch }) })
  return {
    call: (signal) => client.messages.create(params, signal && { signal }),
    stream: () => client.messages.create({ ...params, stream: true }),
  }
}
