import { AuthenticationError, Humanloop } from '@smarter-api/sdk'

const messages = [{ role: 'user', content: 'What is the day today?' }]

// The key comes from HUMANLOOP_API_KEY, and the address from HUMANLOOP_BASE_URL, unless options say otherwise.
for (const client of [new Humanloop(), new Humanloop({ apiKey: 'YOUR_API_KEY' }), new Humanloop({ apiKey: 'not-my-key' })]) {
  try {
    const { logs } = await client.prompts.call({ path: 'assistant', prompt: { model: 'gpt-4o' }, messages })
    console.log(logs[0]?.output)
  } catch (error) {
    if (!(error instanceof AuthenticationError)) throw error
    console.log(error.message)
  }
}
