import { HumanloopClient } from 'humanloop'
import { wires } from '../payloads.mjs'

export const wire = 'humanloop'

const { params } = wires[wire]

export function contest({ baseURL, fetch }) {
  // It takes no fetch, and looks up the global one for each call.
  if (fetch) globalThis.fetch = fetch
  const client = new HumanloopClient({ apiKey: 'key', baseUrl: baseURL })
  return {
    call: (signal) => client.prompts.call(params, signal && { abortSignal: signal }),
    stream: () => client.prompts.callStream(params),
    list: () => client.prompts.list({ size: 100 }),
  }
}
