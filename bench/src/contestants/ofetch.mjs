import { createFetch } from 'ofetch'
import { wires } from '../payloads.mjs'

export const wire = 'humanloop'

const { path, params } = wires[wire]

export function contest({ baseURL, fetch = globalThis.fetch }) {
  const client = createFetch({ fetch, defaults: { baseURL, headers: { 'x-api-key': 'key' }, retry: 2 } })
  return { call: (signal) => client(path, { method: 'POST', body: params, ...(signal && { signal }) }) }
}
