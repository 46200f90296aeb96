import { AuthenticationError, Smarter } from '@smarter-api/sdk'

const client = new Smarter({
  // This is the default and can be omitted.
  apiKey: process.env['SMARTER_API_KEY'] ?? '',
  // Milliseconds; ten minutes by default.
  timeout: 60_000,
})

for (const each of [client, new Smarter(), client.withOptions({ apiKey: 'not-my-key' })]) {
  try {
    const { data } = await each.manifests.version()
    console.log(`platform ${data.api.version}`)
  } catch (error) {
    if (!(error instanceof AuthenticationError)) throw error
    console.log(error.message)
  }
}
