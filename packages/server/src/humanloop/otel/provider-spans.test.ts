import { describe, expect, it } from 'vitest'
import { withSpans } from '../../testing/with-spans.js'

const prompt = { 'humanloop.file.path': 'chat/ask', 'humanloop.file.type': 'prompt' }
const newer = {
  ...prompt,
  'gen_ai.provider.name': 'openai',
  'gen_ai.operation.name': 'chat',
  'gen_ai.request.model': 'gpt-4o',
  'gen_ai.request.max_tokens': '100',
  'gen_ai.request.temperature': '0.5',
  'gen_ai.system_instructions': JSON.stringify([{ type: 'text', content: 'Obey' }]),
  'gen_ai.input.messages': JSON.stringify([
    { role: 'system', parts: [{ type: 'text', content: 'Be brief' }] },
    { role: 'user', parts: [{ type: 'text', content: 'See' }, { type: 'uri', modality: 'image', uri: 'https://example.com/a.png' }] },
    { role: 'tool', parts: [{ type: 'tool_call_response', id: 'call_0', response: { sum: 3 } }] },
  ]),
  'gen_ai.tool.definitions': JSON.stringify([{ type: 'function', function: { name: 'add', parameters: { type: 'object' } } }]),
  'gen_ai.usage.output_tokens': '3',
  'gen_ai.usage.input_tokens': '9',
  'gen_ai.response.finish_reasons': 'tool_call',
  'gen_ai.output.messages': JSON.stringify([
    { role: 'assistant', finish_reason: 'tool_call', parts: [{ type: 'tool_call', id: 'call_1', name: 'add', arguments: { a: 1 } }] },
  ]),
}
const older = {
  ...prompt,
  'gen_ai.system': 'Anthropic',
  'llm.request.type': 'chat',
  'gen_ai.request.model': 'claude',
  'gen_ai.request.top_p': '0.9',
  'llm.presence_penalty': '0.1',
  'gen_ai.prompt.0.role': 'user',
  'gen_ai.prompt.0.content': '[{"type": "text", "text": "Hi?"}]',
  'gen_ai.prompt.1.role': 'unknown',
  'gen_ai.prompt.1.content': '[1] is a note',
  'llm.request.functions.0.name': 'add',
  'llm.request.functions.0.description': 'Adds.',
  'llm.request.functions.0.parameters': '{"type": "object"}',
  'gen_ai.completion.0.role': 'assistant',
  'gen_ai.completion.0.content': 'Hello',
  'gen_ai.completion.0.finish_reason': 'end_turn',
  'gen_ai.completion.0.tool_calls.0.id': 'call_1',
  'gen_ai.completion.0.tool_calls.0.name': 'add',
  'gen_ai.completion.0.tool_calls.0.arguments': '{"a": 1}',
  'gen_ai.usage.prompt_tokens': '9',
  'gen_ai.usage.completion_tokens': '3',
}
const call = (told: string) => ({ id: 'call_1', type: 'function', function: { name: 'add', arguments: told } })

describe('a span of a call inside the Prompt decorator', () => {
  it('makes a version of the Prompt and a Log', async () => {
    const { importSpan, getLog } = withSpans()
    const log = await getLog(await importSpan(newer))
    expect(log).toMatchObject({
      prompt: {
        path: 'chat/ask',
        model: 'gpt-4o',
        provider: 'openai',
        endpoint: 'chat',
        temperature: 0.5,
        max_tokens: 100,
        tools: [{ name: 'add', description: '', parameters: { type: 'object' } }],
      },
      messages: [
        { role: 'system', content: 'Obey' },
        { role: 'system', content: 'Be brief' },
        { role: 'user', content: [{ type: 'text', text: 'See' }, { type: 'image_url', image_url: { url: 'https://example.com/a.png' } }] },
        { role: 'tool', content: '{"sum":3}', tool_call_id: 'call_0' },
      ],
      output_message: { role: 'assistant', tool_calls: [call('{"a":1}')] },
      prompt_tokens: 9,
      output_tokens: 3,
      finish_reason: 'tool_calls',
    })
  })

  it('may tell it in the older form of instrumentations', async () => {
    const { importSpan, getLog } = withSpans()
    expect(await getLog(await importSpan(older))).toMatchObject({
      prompt: {
        model: 'claude',
        provider: 'anthropic',
        top_p: 0.9,
        presence_penalty: 0.1,
        tools: [{ name: 'add', description: 'Adds.', parameters: { type: 'object' } }],
      },
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'Hi?' }] },
        { role: 'user', content: '[1] is a note' },
      ],
      output: 'Hello',
      output_message: { role: 'assistant', content: 'Hello', tool_calls: [call('{"a": 1}')] },
      prompt_tokens: 9,
      output_tokens: 3,
      finish_reason: 'end_turn',
    })
  })

  it('gives way to what the decorator says itself', async () => {
    const { importSpan, getLog } = withSpans()
    const told = { 'humanloop.file.temperature': '0.2', 'humanloop.file.template.0.role': 'user', 'humanloop.file.template.0.content': 'Hi {{name}}' }
    const log = await getLog(await importSpan({ ...newer, ...told, 'humanloop.log.inputs.name': 'Ada', 'humanloop.log.output': '3' }))
    expect(log).toMatchObject({ inputs: { name: 'Ada' }, output: '3', prompt: { temperature: 0.2, template: [{ role: 'user', content: 'Hi {{name}}' }] } })
  })

  it('makes a new version when another model is asked, and none when the same is', async () => {
    const { importSpan, getLog } = withSpans()
    const versionOf = async (model: string) => {
      const log = await getLog(await importSpan({ ...newer, 'gen_ai.request.model': model }))
      return 'prompt' in log ? log.prompt?.version_id : undefined
    }
    const [first, other, again] = [await versionOf('gpt-4o'), await versionOf('gpt-4.1'), await versionOf('gpt-4o')]
    expect(again).toBe(first)
    expect(other).not.toBe(first)
  })
})
