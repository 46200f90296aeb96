import { ApiError, Humanloop } from '@smarter-api/sdk'

const client = new Humanloop()

try {
  await client.prompts.call({ id: 'pr_missing', messages: [{ role: 'user', content: 'Tell me a funny joke' }] })
} catch (error) {
  if (!(error instanceof ApiError)) throw error // Every error of the SDK is one.
  console.log(error.name)
  console.log(error.statusCode)
  console.log(error.body)
}
