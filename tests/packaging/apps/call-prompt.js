import { callPrompt, createHumanloopClient } from '@smarter-api/prompts'

const client = createHumanloopClient()
const answer = await callPrompt(client, { path: 'support', messages: [{ role: 'user', content: 'Hello' }] })
console.log(answer.logs[0]?.output)
