import { startFaultProxy } from '@smarter-api/example-demo/fault-proxy.mjs'
import { APIStatusError, Smarter } from '@smarter-api/sdk'

// A server that answers the first attempt of each call with 503.
const proxy = await startFaultProxy(new URL(new Smarter().client.baseURL).origin)
const faults = { baseURL: `${proxy.url}/api/v1`, headers: { 'x-demo-fault': 'busy' } }
const messages = [{ role: 'user', content: 'How can I get the name of the current day in JavaScript?' }]

// For all requests; 2 by default.
const client = new Smarter({ ...faults, maxRetries: 0 })
try {
  await client.chat.completions.create({ messages, model: 'gpt-4o' })
} catch (error) {
  if (!(error instanceof APIStatusError)) throw error
  console.log(`without retries: ${error.status}`)
}

// Or for some of them.
const patient = client.withOptions({ maxRetries: 5, onRetry: ({ attempts, delay }) => console.log(`attempt ${attempts} failed; trying again in ${delay} ms`) })
const { choices } = await patient.chat.completions.create({ messages, model: 'gpt-4o' })
console.log(choices[0]?.message.content)
await proxy.close()
