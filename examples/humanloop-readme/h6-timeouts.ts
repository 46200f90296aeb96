import { startFaultProxy } from '@smarter-api/example-demo/fault-proxy.mjs'
import { APITimeoutError, Humanloop } from '@smarter-api/sdk'

// 60 seconds by default. For this client, 20 seconds: limits are milliseconds.
const client = new Humanloop({ timeout: 20_000 })
const { id } = await client.prompts.upsert({ path: 'assistant', model: 'gpt-4o' })
console.log('in time')

// A server that is silent shows that a limit holds, here that of one call.
const proxy = await startFaultProxy(new URL(client.client.baseURL).origin)
const silent = client.withOptions({ baseURL: `${proxy.url}/v5`, headers: { 'x-demo-fault': 'silence' }, maxRetries: 0 })
try {
  await silent.prompts.call({ id, messages: [{ role: 'user', content: 'Are you there?' }] }, { timeout: 250 })
} catch (error) {
  if (!(error instanceof APITimeoutError)) throw error
  console.log(error.message)
} finally {
  await proxy.close()
}
