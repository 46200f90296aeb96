import ky from 'ky'
import { wires } from '../payloads.mjs'

export const wire = 'humanloop'

const { path, params } = wires[wire]

export function contest({ baseURL, fetch }) {
  const client = ky.create({ prefixUrl: baseURL, headers: { 'x-api-key': 'key' }, timeout: 60_000, retry: 2, ...(fetch && { fetch }) })
  return { call: (signal) => client.post(path.slice(1), { json: params, ...(signal && { signal }) }).json() }
}
