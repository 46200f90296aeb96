import { callPrompt, callPromptStream, createHumanloopClient } from '@smarter-api/prompts'

const client = createHumanloopClient()
const messages = [{ role: 'user', content: 'Hello' }]
const answer = await callPrompt(client, { path: 'support', messages })
console.log(answer.logs[0]?.output)
for await (const event of await callPromptStream(client, { path: 'support', messages })) console.log(event.output)
