import { nodeTransport } from '@smarter-api/core/node'
import { startFaultProxy } from '@smarter-api/example-demo/fault-proxy.mjs'
import { APITimeoutError, Smarter } from '@smarter-api/sdk'

const messages = [{ role: 'user', content: 'How can I list all files in a directory using Python?' }]

// 20 seconds for all requests (10 minutes by default). Limits are milliseconds.
const client = new Smarter({ timeout: 20_000 })

// More granular control; a limit on connecting needs a transport that knows it.
const granular = new Smarter({ timeout: { attempt: 60_000, headers: 10_000, idle: 5_000, connect: 2_000 }, transport: nodeTransport() })
for (const each of [client, granular]) {
  const { choices } = await each.chat.completions.create({ messages, model: 'gpt-4o' })
  console.log(choices[0]?.message.content)
}
await granular.close()

// Other limits for some requests, here of a server that is silent. Requests that time out are retried twice by default, here once.
const proxy = await startFaultProxy(new URL(client.client.baseURL).origin)
const silent = client.withOptions({ baseURL: `${proxy.url}/api/v1`, headers: { 'x-demo-fault': 'silence' }, maxRetries: 1 })
try {
  await silent.withOptions({ timeout: 250 }).chat.completions.create({ messages, model: 'gpt-4o' })
} catch (error) {
  if (!(error instanceof APITimeoutError)) throw error
  console.log(error.message)
} finally {
  await proxy.close()
}
