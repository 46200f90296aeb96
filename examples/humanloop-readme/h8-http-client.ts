import { nodeTransport } from '@smarter-api/core/node'
import { startForwardProxy } from '@smarter-api/example-support'
import { Humanloop } from '@smarter-api/sdk'

// A function of your own in place of `fetch`.
const watched = new Humanloop({
  fetch(url, init) {
    console.log(`${init.method} ${new URL(url).pathname}`)
    return fetch(url, init)
  },
})
await watched.prompts.upsert({ path: 'assistant', model: 'gpt-4o' })

// A proxy. The transport is the client's and is closed with it.
const proxy = await startForwardProxy()
const client = new Humanloop({ transport: nodeTransport({ proxy: proxy.url }) })
const { items } = await client.prompts.list({ name: 'assistant' })
console.log(`the Prompts: ${items.map(({ name }) => name).join(', ')}`)
console.log(`the proxy connected to the server: ${proxy.destinations.join() === new URL(client.client.baseURL).host}`)
await client.close()
await proxy.close()
