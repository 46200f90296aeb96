import { startFaultProxy } from '@smarter-api/example-demo/fault-proxy.mjs'
import { APIConnectionError, APIError, APIStatusError, RateLimitError, Smarter } from '@smarter-api/sdk'

const client = new Smarter({ maxRetries: 0 })
const gone = await startFaultProxy(client.client.baseURL)
await gone.close()
const nobody = client.withOptions({ baseURL: gone.url })
const params = { model: 'gpt-4o', training_file: 'file-abc123' }

const attempts = [
  () => client.fineTuning.jobs.create(params),
  () => nobody.fineTuning.jobs.create(params),
  () => client.responses.create({ model: 'fail-429', input: 'Hello' }),
]
for (const attempt of attempts) {
  try {
    await attempt()
  } catch (error) {
    if (error instanceof APIConnectionError) {
      console.log('The server could not be reached')
      console.log(String(error.cause)) // An underlying error, here of fetch.
    } else if (error instanceof RateLimitError) {
      console.log('A 429 status code was received; we should back off a bit.')
    } else if (error instanceof APIStatusError) {
      console.log('Another non-200-range status code was received')
      console.log(error.name, error.status, error.response.headers.get('content-type'))
    }
    console.log(error instanceof APIError) // All errors inherit from it.
  }
}
