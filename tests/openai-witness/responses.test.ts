import { OpenAI } from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Connection, gather, slowModel } from './connect.js'

const model = 'gpt-4o'

describe.each(['/v1', '/api/v1'])("OpenAI's client in front of the server, at %s, with responses", (path) => {
  let connection: Connection
  let openai: OpenAI

  beforeAll(async () => {
    connection = await connect(path)
    ;({ openai } = connection)
  })

  afterAll(() => connection.close())

  it('gets a response with its text', async () => {
    const response = await openai.responses.create({ model, input: 'How much?', instructions: 'Be brief.', metadata: { team: 'blue' } })
    expect(response).toMatchObject({ object: 'response', status: 'completed', error: null, metadata: { team: 'blue' } })
    expect(response.output_text).toContain('How much?')
  })

  it('gets the same response event by event', async () => {
    const { output_text } = await openai.responses.create({ model, input: 'How much?' })
    const events = await gather(await openai.responses.create({ model, input: 'How much?', stream: true }))
    expect([...new Set(events.map(({ type }) => type))]).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ])
    expect(events.map((event) => (event.type === 'response.output_text.delta' ? event.delta : '')).join('')).toBe(output_text)
    expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_, index) => index))
  })

  it('puts a stream together by itself', async () => {
    const stream = openai.responses.stream({ model, input: 'How much?' })
    const response = await stream.finalResponse()
    expect(response.output_text).toContain('How much?')
    expect(response.status).toBe('completed')
  })

  it('is asked for a tool, and goes on with its result', async () => {
    const tools = [{ type: 'function', name: 'look_up', parameters: { type: 'object', properties: {} }, strict: false }] satisfies OpenAI.Responses.Tool[]
    const first = await openai.responses.create({ model, input: 'Where is my order?', tools, tool_choice: 'required' })
    const call = first.output.find((item) => item.type === 'function_call')
    if (call?.type !== 'function_call') throw new Error('the model asks for a function')
    const next = await openai.responses.create({ model, previous_response_id: first.id, tools, input: [{ type: 'function_call_output', call_id: call.call_id, output: 'On its way.' }] })
    expect(next.output_text).toContain('On its way.')
  })

  it('goes on from an earlier response', async () => {
    const first = await openai.responses.create({ model, input: 'My name is Ada.' })
    const second = await openai.responses.create({ model, input: 'What is my name?', previous_response_id: first.id })
    expect(second.output_text).toContain('My name is Ada.')
    expect(second.previous_response_id).toBe(first.id)
  })

  it('finds a kept response again until it is deleted', async () => {
    const made = await openai.responses.create({ model, input: 'How much?' })
    const found = await openai.responses.retrieve(made.id)
    expect([found.id, found.output_text]).toEqual([made.id, made.output_text])
    await openai.responses.delete(made.id)
    await expect(openai.responses.retrieve(made.id)).rejects.toThrow(OpenAI.NotFoundError)
    const unkept = await openai.responses.create({ model, input: 'How much?', store: false })
    await expect(openai.responses.retrieve(unkept.id)).rejects.toThrow(OpenAI.NotFoundError)
  })

  it('walks the input of a response page by page, both ways', async () => {
    const input = ['One', 'Two', 'Three', 'Four', 'Five'].map((content) => ({ role: 'user' as const, content }))
    const { id } = await openai.responses.create({ model, input })
    const texts = async (order: 'asc' | 'desc'): Promise<unknown[]> => {
      const items = await gather(openai.responses.inputItems.list(id, { limit: 2, order }))
      return items.map((item) => item.type === 'message' && item.content.map((part) => part.type === 'input_text' && part.text).join())
    }
    expect(await texts('asc')).toEqual(['One', 'Two', 'Three', 'Four', 'Five'])
    expect(await texts('desc')).toEqual(['Five', 'Four', 'Three', 'Two', 'One'])
  })

  it('ends a response that runs in the background, and no other', async () => {
    const running = await openai.responses.create({ model: slowModel, input: 'How much?', background: true })
    expect(running.status).toMatch(/^(queued|in_progress)$/)
    expect((await openai.responses.cancel(running.id)).status).toBe('cancelled')
    const done = await openai.responses.create({ model, input: 'How much?' })
    await expect(openai.responses.cancel(done.id)).rejects.toThrow(OpenAI.BadRequestError)
  })

  it('raises the errors of its own that fit', async () => {
    await expect(openai.responses.retrieve('resp_none')).rejects.toThrow(OpenAI.NotFoundError)
    await expect(openai.responses.create({ model, input: 'Go on.', previous_response_id: 'resp_none' })).rejects.toMatchObject({ param: 'previous_response_id', code: 'previous_response_not_found' })
    await expect(openai.responses.create({ model: 'fail-503', input: 'How much?' })).rejects.toThrow(OpenAI.InternalServerError)
  })
})
