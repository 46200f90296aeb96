import { ClientClosedError, Smarter } from '@smarter-api/sdk'

let client: Smarter
{
  await using smarter = new Smarter()
  client = smarter
  // Make requests here.
  console.log(`platform ${(await smarter.manifests.version()).data.api.version}`)
}
// The client is now closed.
try {
  await client.manifests.version()
} catch (error) {
  if (!(error instanceof ClientClosedError)) throw error
  console.log(error.message)
}

// By hand.
const other = new Smarter()
await other.manifests.version()
await other.close()
console.log('closed')
