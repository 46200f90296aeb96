import { describe, expect, it } from 'vitest'
import { builtinModel } from './builtin-model.js'
import { completeAnswer, ModelFailure } from './model.js'
import type { ModelMessage, ModelRequest } from './model.js'

const hello: ModelRequest = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello' }] }

async function pieces(request: ModelRequest): Promise<string[]> {
  const received: string[] = []
  for await (const piece of builtinModel.answer(request)) received.push(piece)
  return received
}

describe('the built-in model', () => {
  it('says what it is and that no provider is configured', async () => {
    expect((await completeAnswer(builtinModel, hello)).output).toMatch(/^smarter-builtin here, standing in for gpt-4o: no provider is configured\./)
  })

  it('gives pieces that join to its answer', async () => {
    const { output, outputTokens } = await completeAnswer(builtinModel, hello)
    const received = await pieces(hello)
    expect([received.join(''), received.length]).toEqual([output, outputTokens])
  })

  it('shows that it read the conversation and the instructions', async () => {
    const messages = [
      { role: 'system', content: 'Be\nkind.' },
      { role: 'user', content: [{ type: 'text', text: 'One' }, { type: 'image_url', image_url: { url: 'x' } }] },
      { role: 'assistant', content: null },
      { role: 'user', content: 'Two' },
    ]
    const { output } = await completeAnswer(builtinModel, { model: 'm', messages })
    expect(output).toMatch(/turn 2.*You said: "Two".*Before that you said: "One".*begin: "Be kind\."/)
  })

  it('quotes no more than 200 characters', async () => {
    const { output } = await completeAnswer(builtinModel, { model: 'm', messages: [{ role: 'user', content: 'x'.repeat(100_000) }] })
    expect(output.length).toBeLessThan(500)
  })

  it('answers messages that hold no text', async () => {
    expect((await completeAnswer(builtinModel, { model: 'm', messages: [] })).output).toContain('This is turn 0')
    expect((await completeAnswer(builtinModel, { model: 'm', messages: [{ role: 'user', content: [null, 3] }] })).output).toContain('You said: ""')
  })

  it('counts a megabyte of blanks without delay', async () => {
    expect((await completeAnswer(builtinModel, { model: 'm', messages: [{ role: 'user', content: ' '.repeat(1_000_000) }] })).promptTokens).toBe(1)
  })

  it('reads what is nearly a command without delay', async () => {
    const content = `call a${' '.repeat(200_000)}b`
    expect((await completeAnswer(builtinModel, { model: 'm', messages: [{ role: 'user', content }], tools: [{ name: 'a' }] })).toolCalls).toEqual([])
  })

  it('ends at the first of several stop texts, and ignores blank ones', async () => {
    expect((await completeAnswer(builtinModel, { ...hello, stop: ['', ' standing', ' here'] })).output).toBe('smarter-builtin')
  })

  it('calls the tool that is demanded, and none that is not offered', async () => {
    const tools = [{ name: 'a' }, { name: 'b' }]
    expect((await completeAnswer(builtinModel, { ...hello, tools, toolChoice: { name: 'b' } })).toolCalls[0]?.function.name).toBe('b')
    expect((await completeAnswer(builtinModel, { ...hello, tools, toolChoice: { name: 'c' } })).toolCalls).toEqual([])
    expect((await completeAnswer(builtinModel, { ...hello, tools, toolChoice: 'auto' })).toolCalls).toEqual([])
  })

  it('calls the tools that the user commands, one after the other, and then says what they answered', async () => {
    const tools = [{ name: 'a' }, { name: 'b' }]
    const messages: ModelMessage[] = [{ role: 'user', content: 'Please:\ncall b {"x": 1}\ncall a' }]
    for (const expected of [{ name: 'b', arguments: '{"x": 1}' }, { name: 'a', arguments: '{}' }]) {
      const { toolCalls } = await completeAnswer(builtinModel, { model: 'm', messages, tools })
      expect(toolCalls).toMatchObject([{ id: expect.stringContaining('smarter-builtin') as unknown, function: expected }])
      messages.push({ role: 'assistant', tool_calls: toolCalls }, { role: 'tool', content: `${expected.name} done`, tool_call_id: toolCalls[0]?.id ?? '' })
    }
    const { output, toolCalls } = await completeAnswer(builtinModel, { model: 'm', messages, tools })
    expect([toolCalls, output]).toEqual([[], expect.stringContaining('The tool answered: "a done".')])
  })

  it('obeys no command that tool_choice forbids, or that names a tool it was not offered', async () => {
    const messages = [{ role: 'user', content: 'call a' }]
    expect((await completeAnswer(builtinModel, { model: 'm', messages, tools: [{ name: 'a' }], toolChoice: 'none' })).toolCalls).toEqual([])
    expect((await completeAnswer(builtinModel, { model: 'm', messages, tools: [{ name: 'b' }] })).toolCalls).toEqual([])
  })

  it.each([
    ['fail-429', 429],
    ['fail-500', 500],
    ['fail-whale', 400],
    ['fail-midway', 400],
    ['fail-200', 400],
  ])('fails on purpose as %s with status %i', async (model, status) => {
    const failure: unknown = await completeAnswer(builtinModel, { ...hello, model }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ModelFailure)
    expect(failure).toMatchObject({ status, origin: 'smarter-builtin', message: expect.stringContaining(model) as unknown })
  })
})
