import { describe, expect, it } from 'vitest'
import { openaiTestClient, smarterTestClient } from '@smarter-api/test-support'
import { chat, type ChatCompletionMessageParam, NotFoundError, outputText, passthrough } from './index.js'

const model = 'gpt-4o'
const messages: ChatCompletionMessageParam[] = [{ role: 'user', content: 'Hello, World!' }]

describe('with a real server, chat', () => {
  it('gives one answer, and the same as a stream', async () => {
    const { completions } = chat(openaiTestClient().client)
    const { choices, usage } = await completions.create({ model, messages })
    let streamed = ''
    let tokens: number | undefined
    for await (const chunk of await completions.create({ model, messages, stream: true, stream_options: { include_usage: true } })) {
      streamed += chunk.choices[0]?.delta.content ?? ''
      tokens = chunk.usage?.total_tokens ?? tokens
    }
    expect(choices[0]?.message.content).toContain('Hello, World!')
    expect([streamed, tokens]).toEqual([choices[0]?.message.content, usage?.total_tokens])
  })

  it('takes back what the model said', async () => {
    const { completions } = chat(openaiTestClient().client)
    const [choice] = (await completions.create({ model, messages })).choices
    if (choice) expect((await completions.create({ model, messages: [...messages, choice.message, { role: 'user', content: 'Again.' }] })).choices).toHaveLength(1)
    expect(choice?.finish_reason).toBe('stop')
  })

  it("goes through Smarter's passthrough", async () => {
    const { client, sent } = smarterTestClient({ client: { middleware: [passthrough()] } })
    const answer = await chat(client).completions.create({ model, messages })
    expect(answer.choices[0]?.message.content).toContain('Hello, World!')
    expect(Object.keys(answer)).not.toContain('api')
    expect(sent[0]?.line).toBe('POST /prompts/passthrough/openai/')
  })
})

describe('with a real server, responses', () => {
  it('are made, streamed, gone on from, found with their input, and deleted', async () => {
    const { responses } = chat(openaiTestClient().client)
    const first = await responses.create({ model, input: 'Name a river.' })
    let streamed = ''
    const stream = await responses.create({ model, input: 'How long is it?', previous_response_id: first.id, stream: true })
    let last = first
    for await (const event of stream) {
      if (event.type === 'response.output_text.delta') streamed += event.delta
      if (event.type === 'response.completed') last = event.response
    }
    expect([streamed, stream.terminated, last.previous_response_id]).toEqual([outputText(last), true, first.id])
    expect(outputText(await responses.retrieve({ response_id: last.id }))).toBe(streamed)
    const input: string[] = []
    for await (const item of responses.listInputItems({ response_id: last.id, limit: 1 })) input.push(item.id)
    expect(input.length).toBeGreaterThan(0)
    expect(await responses.delete({ response_id: last.id })).toMatchObject({ id: last.id, deleted: true })
    await expect(responses.retrieve({ response_id: last.id })).rejects.toThrow(NotFoundError)
  })
})
