import { Smarter } from '@smarter-api/sdk'
import { outputText } from '@smarter-api/sdk/smarter'

const client = new Smarter()

const response = await client.chat.responses.create({
  input: [
    {
      role: 'user',
      content: 'How much ?',
    },
  ],
  model: 'gpt-4o',
  response_format: { type: 'json_object' },
})
console.log(outputText(response))

// `responses` stands beside `chat` too, and completions of chats below it.
const same = await client.responses.create({ input: [{ role: 'user', content: 'How much ?' }], model: 'gpt-4o' })
console.log(outputText(same))
const completion = await client.chat.completions.create({ messages: [{ role: 'user', content: 'How much ?' }], model: 'gpt-4o' })
console.log(completion.choices[0]?.message.content)

// Responses also come piece by piece.
const pieces: string[] = []
for await (const event of await client.responses.create({ input: 'How much ?', model: 'gpt-4o', stream: true })) {
  if (event.type === 'response.output_text.delta') pieces.push(event.delta)
}
console.log(pieces.join('') === outputText(same), pieces.length)
