// The least that a client with a time limit and retries can cost: one AbortController, one timer and a loop around raw fetch.
import { wires } from '../payloads.mjs'
import { send } from './raw-fetch.mjs'

export const wire = 'humanloop'

export function contest({ baseURL, fetch = globalThis.fetch }) {
  const url = baseURL + wires[wire].path
  return {
    async call() {
      for (let attempts = 1; ; attempts++) {
        const controller = new AbortController()
        const timer = setTimeout(() => controller.abort(), 60_000)
        try {
          return await (await send(fetch, url, controller.signal)).json()
        } catch (error) {
          if (attempts > 2) throw error
        } finally {
          clearTimeout(timer)
        }
      }
    },
  }
}
