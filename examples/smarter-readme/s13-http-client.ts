import { nodeTransport } from '@smarter-api/core/node'
import { startForwardProxy } from '@smarter-api/example-support'
import { Smarter } from '@smarter-api/sdk'

// Also read from SMARTER_BASE_URL.
const baseURL = process.env['SMARTER_BASE_URL'] ?? ''
const proxy = await startForwardProxy()

// A proxy. The transport is the client's and is closed with it.
const client = new Smarter({ baseURL, transport: nodeTransport({ proxy: proxy.url }) })
console.log(`platform ${(await client.manifests.version()).data.api.version}`)
console.log(`the proxy connected to the server: ${proxy.destinations.join() === new URL(baseURL).host}`)
await client.close()
await proxy.close()

// A function of your own in place of `fetch`, and what `fetch` is given beside the SDK's own options.
const watched = new Smarter({
  fetchOptions: { cache: 'no-store' },
  fetch(url, init) {
    console.log(`${init.method} ${new URL(url).pathname}, cache ${init.cache}`)
    return fetch(url, init)
  },
})
await watched.manifests.version()
