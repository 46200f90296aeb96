import { startFaultProxy } from '@smarter-api/example-demo/fault-proxy.mjs'
import { ApiError, Humanloop } from '@smarter-api/sdk'

const client = new Humanloop()
const { id } = await client.prompts.upsert({ path: 'assistant', model: 'gpt-4o' })
const messages = [{ role: 'user', content: 'Are you there?' }]

// A server that answers the first attempt of each call with 503.
const proxy = await startFaultProxy(new URL(client.client.baseURL).origin)
const busy = client.withOptions({
  baseURL: `${proxy.url}/v5`,
  headers: { 'x-demo-fault': 'busy' },
  onRetry: ({ error, delay }) => console.log(`${error.name}; trying again in ${delay} ms`),
})
try {
  // Two retries by default; for a call, as many as it says.
  const { logs } = await busy.prompts.call({ id, messages }, { maxRetries: 1 })
  console.log(logs[0]?.output)
  await busy.prompts.call({ id, messages }, { maxRetries: 0 })
} catch (error) {
  if (!(error instanceof ApiError)) throw error
  console.log(`without retries: ${error.message}`)
} finally {
  await proxy.close()
}
