import { Humanloop } from '@smarter-api/sdk'

const client = new Humanloop()
const { id } = await client.prompts.upsert({ path: 'assistant', model: 'gpt-4o' })

const stream = await client.prompts.call({
  id,
  stream: true,
  messages: [{ role: 'user', content: 'Tell me a funny joke' }],
})

let answer = ''
for await (const event of stream) {
  console.log(`piece: ${JSON.stringify(event.output)}`)
  answer += event.output ?? ''
}
console.log(answer)
