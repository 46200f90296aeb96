import { Smarter } from '@smarter-api/sdk'

const client = new Smarter()
const response: Record<string, unknown> = { ...(await client.responses.create({ model: 'gpt-4o', input: 'How much?' })) }

for (const field of ['error', 'my_field']) {
  if (response[field] === undefined || response[field] === null) {
    console.log(field in response ? `Got json like {"${field}": null}.` : `Got json like {}, without a "${field}" key present at all.`)
  }
}
