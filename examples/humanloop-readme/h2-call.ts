import type { ChatMessage } from '@smarter-api/schemas/humanloop'
import { Humanloop } from '@smarter-api/sdk'

const client = new Humanloop()
const { id } = await client.prompts.upsert({ path: 'assistant', model: 'gpt-4o' })

// A message of the dedicated type …
const message: ChatMessage = { role: 'user', content: 'What is the day today?' }
const { logs } = await client.prompts.call({ id, messages: [message] })
console.log(logs[0]?.output)

// … or a plain object. Both are the same to the compiler.
const joke = await client.prompts.call({ id, messages: [{ role: 'user', content: 'Tell me a funny joke' }] })
console.log(joke.logs[0]?.output)

// Every client is asynchronous: several calls may be under way at once.
const questions = ['One?', 'Two?', 'Three?']
const answers = await Promise.all(questions.map((content) => client.prompts.call({ id, messages: [{ role: 'user', content }] })))
for (const answer of answers) console.log(answer.logs[0]?.output)
