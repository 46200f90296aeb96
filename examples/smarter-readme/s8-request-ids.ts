import { APIStatusError, Smarter } from '@smarter-api/sdk'

const client = new Smarter({ maxRetries: 0 })

const response = await client.responses.create({ model: 'gpt-4o-mini', input: "Say 'this is a test'." })
console.log(response._request_id) // req_123

try {
  await client.responses.create({ model: 'fail-400', input: 'Say this is a test' })
} catch (error) {
  if (!(error instanceof APIStatusError)) throw error
  console.log(error.requestId) // req_123
}
