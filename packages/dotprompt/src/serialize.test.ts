import { assert, constantFrom, dictionary, double, integer, oneof, option, property, record, string, array, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromKernel, parseAgent, parsePrompt, serializeAgent, serializePrompt, toKernelRequest } from './index.js'
import type { AgentKernelRequest, ChatTemplateMessage, PromptKernelRequest, PromptFrontMatter } from './index.js'

const written = `---
# who answers
model: "gpt-4o"   # do not change
temperature: 0.70
stop:
  - END   # first
  - STOP

tools: [
  {
    "name": "weather",
    "description": "d"
  }
]
response_format: {type: json_object}
team: 'support'
---

<system>
Be kind to {{name}}.
</system>


<user>
	Hi
</user>

`

const retold = (text: string, template?: string | ChatTemplateMessage[]) => {
  const { template: _, ...file } = parsePrompt(text)
  return serializePrompt(template === undefined ? file : { ...file, template })
}

const assistant = (json: string): PromptKernelRequest => ({
  model: 'a',
  template: [{ role: 'assistant', content: '', tool_calls: [{ id: 'i', type: 'function', function: { name: 'f', arguments: json } }] }],
})

const message = (fields: Partial<ChatTemplateMessage>): PromptKernelRequest => ({ model: 'a', template: [{ role: 'user', content: '', ...fields }] })

function change(text: string, changes: Partial<PromptFrontMatter>, removed: string[] = []): string {
  const file = parsePrompt(text)
  const kept = Object.entries(file.frontMatter).filter(([name]) => !removed.includes(name))
  return serializePrompt({ ...file, frontMatter: { ...(Object.fromEntries(kept) as PromptFrontMatter), ...changes } })
}

describe('a file that did not change', () => {
  it.each([
    ['with comments, quotes and odd spacing', written],
    ['with Windows line breaks', written.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\uFEFF${written}`],
    ['without a last line break', written.trimEnd()],
    ['with mixed line breaks', written.replace('\n', '\r\n')],
    ['of plain text', '---\nmodel: a\nendpoint: complete\n---\n\nHello\n\n'],
    ['without a template', '---\nmodel: a\n---'],
  ])('keeps its bytes %s', (_, text) => {
    expect(serializePrompt(parsePrompt(text))).toBe(text)
    expect(serializeAgent(parseAgent(text))).toBe(text)
  })
})

describe('a field that changed', () => {
  it('is the only thing that differs', () => {
    expect(change(written, { temperature: 1 })).toBe(written.replace('0.70', '1.0'))
    expect(change(written, { model: 'gpt-5' })).toBe(written.replace('"gpt-4o"', 'gpt-5'))
    expect(change(written, { tools: [] })).toBe(written.replace(/\[\n {2}\{[^]*?\n\]/, '[]'))
    expect(change(written, { stop: ['A'] })).toBe(written.replace('  - END   # first\n  - STOP\n', '  - A\n'))
    expect(change(written, { stop: 'A' })).toBe(written.replace('stop:\n  - END   # first\n  - STOP\n', 'stop: A\n'))
    expect(change(written, { response_format: { type: 'json_object', json_schema: { a: 1 } } })).toBe(
      written.replace('response_format: {type: json_object}', 'response_format:\n  type: json_object\n  json_schema:\n    a: 1'),
    )
    expect(change(written, { team: 'a\nb: #' })).toBe(written.replace("'support'", '"a\\nb: #"'))
  })

  it('keeps Windows line breaks and a byte order mark around it', () => {
    const text = `\uFEFF${written.replaceAll('\n', '\r\n')}`
    expect(change(text, { stop: ['A', 'B'], temperature: 0.5 })).toBe(
      text.replace('  - END   # first\r\n  - STOP', '  - A\r\n  - B').replace('0.70', '0.5'),
    )
  })

  it('keeps the other line breaks of a file that mixes them', () => {
    const text = written.replace('\n', '\r\n').replace('\nteam', '\r\nteam')
    expect(change(text, { temperature: 0.5 })).toBe(text.replace('0.70', '0.5'))
  })

  it('disappears with its line, and leaves comments of its own above', () => {
    expect(change(written, {}, ['temperature', 'stop'])).toBe(written.replace('temperature: 0.70\n', '').replace(/stop:[^]*STOP\n/, ''))
  })

  it('is added below the others', () => {
    expect(change(written, { top_p: 1, seed: 3 })).toBe(written.replace("team: 'support'\n", "team: 'support'\ntop_p: 1.0\nseed: 3\n"))
    expect(change('---\n  model: a\n---\n', { tools: [{ name: 'n', description: 'd' }] })).toBe(
      '---\n  model: a\n  tools: [\n    {\n      "name": "n",\n      "description": "d"\n    }\n  ]\n---\n',
    )
  })

  it('keeps the comment beside a value that was empty', () => {
    expect(change('---\nmodel: a\nseed: # none\n---\n', { seed: 1 })).toBe('---\nmodel: a\nseed: 1 # none\n---\n')
  })

  it.each([
    ['an anchor that others use', '---\nseed: &s 1\nmodel: a\nx: *s\n---\nHi\n', '---\nmodel: a\nseed: 2\nx: 1\n---\nHi\n'],
    ['a complex key', '---\n? seed\n: 1\nmodel: a\n---\nHi\n', '---\nmodel: a\nseed: 2\n---\nHi\n'],
  ])('is written with a new front matter where it was in %s', (_, before, after) => {
    expect(change(before, { seed: 2 })).toBe(after)
  })

  it('is written with a new front matter when a map on one line gains or loses one', () => {
    expect(change('---\n{model: a, top_p: 1} # all\n---\nHi\n', { seed: 2 })).toBe('---\nmodel: a\ntop_p: 1.0\nseed: 2\n---\nHi\n')
    expect(change('---\n{model: a, top_p: 1} # all\n---\nHi\n', {}, ['top_p'])).toBe('---\nmodel: a\n---\nHi\n')
  })

  it('may be named like a member of Object', () => {
    expect(change('---\nmodel: a\nconstructor: x\n---\n', {}, ['constructor'])).toBe('---\nmodel: a\n---\n')
    expect(change('---\nmodel: a\n---\n', { constructor: 'x' })).toBe('---\nmodel: a\nconstructor: x\n---\n')
  })

  it('must have the right type', () => {
    const file = parsePrompt(written, { filename: 'a.prompt' })
    const frontMatter = { ...file.frontMatter, temperature: 'hot' as unknown as number }
    expect(() => serializePrompt({ ...file, frontMatter })).toThrow('a.prompt: temperature must be a number, got "hot"')
  })
})

describe('a template that changed', () => {
  it('leaves the front matter and the blanks around the messages', () => {
    const head = written.slice(0, written.indexOf('<system>'))
    expect(retold(written, [{ role: 'user', content: 'Hi' }])).toBe(`${head}<user>\n  Hi\n</user>\n\n`)
  })

  it('keeps or misses its last line break as before', () => {
    expect(retold('---\nmodel: a\n---\nHi', 'Ho')).toBe('---\nmodel: a\n---\nHo')
    expect(retold('---\r\nmodel: a\r\n---\r\nHi\r\n', 'a\nb')).toBe('---\r\nmodel: a\r\n---\r\na\r\nb\r\n')
  })

  it('may come, go and change its kind', () => {
    expect(retold('---\nmodel: a\n---', 'Hi')).toBe('---\nmodel: a\n---\nHi\n')
    expect(retold('---\nmodel: a\n---\n\n', 'Hi')).toBe('---\nmodel: a\n---\nHi\n')
    expect(parsePrompt(retold(written))).not.toHaveProperty('template')
    expect(parsePrompt(retold(written, [])).template).toBeUndefined()
    expect(retold('---\nmodel: a\n---\nHi\n', [{ role: 'user', content: 'Hi' }])).toBe('---\nmodel: a\n---\n<user>\n  Hi\n</user>\n')
    expect(retold('---\nmodel: a\n---\n\n<user>Hi</user>\n', 'Hi')).toBe('---\nmodel: a\n---\nHi\n')
  })
})

describe('a kernel', () => {
  it('is written with its fields in the order of Humanloop files', () => {
    const kernel: PromptKernelRequest = {
      tools: [],
      endpoint: 'chat',
      provider: 'openai',
      frequency_penalty: 0,
      presence_penalty: -0.5,
      top_p: 1,
      max_tokens: -1,
      temperature: 0.7,
      model: 'gpt-4o',
      seed: null,
      template: [
        { role: 'system', content: 'You are {{mood}}.' },
        { role: 'user', content: [{ type: 'text', text: 'See' }, { type: 'image_url', image_url: { url: 'https://x/y.png' } }] },
      ],
    }
    expect(serializePrompt(kernel)).toBe(`---
model: gpt-4o
temperature: 0.7
max_tokens: -1
top_p: 1.0
presence_penalty: -0.5
frequency_penalty: 0.0
provider: openai
endpoint: chat
tools: []
---
<system>
  You are {{mood}}.
</system>

<user>
  <text>
    See
  </text>
  <image url="https://x/y.png" />
</user>
`)
  })

  it('of an agent has max_iterations after the penalties', () => {
    const kernel: AgentKernelRequest = {
      model: 'a',
      max_iterations: 3,
      provider: 'openai',
      frequency_penalty: 0,
      tools: [{ type: 'file', link: { file_id: 'pr_1' }, on_agent_call: 'stop' }],
    }
    const text = serializeAgent(kernel)
    expect(text.match(/^\w+(?=:)/gm)).toEqual(['model', 'frequency_penalty', 'max_iterations', 'provider', 'tools'])
    expect(toKernelRequest(parseAgent(text))).toEqual(kernel)
  })

  it('quotes words that YAML 1.1 reads as something else', () => {
    expect(serializePrompt({ model: 'yes', stop: ['no', '1.0', '2020-01-01'] })).toContain('model: "yes"\nstop:\n  - "no"\n  - "1.0"')
  })

  it('keeps every text of a field on one line, however long', () => {
    const text = `${'x'.repeat(99)}\n---\n`
    expect(serializePrompt({ model: 'a', other: { text } })).toContain(`  text: ${JSON.stringify(text)}\n`)
  })

  it('may be a whole Prompt of the API: only its own fields are taken', () => {
    const prompt = { id: 'pr_1', path: 'a/b', version_id: 'prv_1', model: 'a', template: null, temperature: null }
    expect(fromKernel(prompt)).toEqual({ type: 'prompt', frontMatter: { model: 'a' } })
    expect(fromKernel({ ...prompt, template: [] })).toEqual({ type: 'prompt', frontMatter: { model: 'a' } })
  })

  it('leaves out keys that the API does not know', () => {
    expect(toKernelRequest(parsePrompt('---\nmodel: a\nteam: b\nseed:\nmax_iterations: 3\n---\nHi'))).toEqual({ model: 'a', template: 'Hi' })
  })

  it('has short tools of an agent as inline tools', () => {
    const tools = [{ name: 'a', description: 'd', on_agent_call: 'stop' }, { name: 'b', description: 'd' }, { type: 'file', link: { file_id: 'x' } }]
    expect(toKernelRequest(parseAgent(`---\nmodel: a\ntools: ${JSON.stringify(tools)}\n---\n`)).tools).toEqual([
      { type: 'inline', json_schema: { name: 'a', description: 'd' }, on_agent_call: 'stop' },
      { type: 'inline', json_schema: { name: 'b', description: 'd' } },
      { type: 'file', link: { file_id: 'x' } },
    ])
  })

  it('writes requests of tools as they are', () => {
    expect(serializePrompt(assistant('{"a":1}'))).toContain('<assistant>\n  <tool name="f" id="i">\n    {"a":1}\n  </tool>\n</assistant>')
    expect(serializePrompt(assistant(''))).toContain('  <tool name="f" id="i" />\n')
  })

  it.each<[string, PromptKernelRequest, string]>([
    ['arguments that are no JSON', assistant('{a}'), 'the arguments of <tool> must be JSON'],
    ['thinking', message({ thinking: [{}] }), 'message 1 of the template cannot be written: thinking has no form in a file'],
    ['tool requests of a user', message({ tool_calls: [{ id: 'i', type: 'function', function: { name: 'f' } }] }), 'only an assistant asks for tools'],
    ['a result without its request', message({ role: 'tool' }), 'tool_call_id belongs to the role tool'],
    ['a tool_call_id of a user', message({ tool_call_id: 'i' }), 'tool_call_id belongs to the role tool'],
    ['an unknown role', message({ role: 'robot' as 'user' }), 'the role robot is unknown'],
    ['both quotes in an attribute', message({ name: `'"` }), 'the attribute name cannot be written: it holds both kinds of quotes'],
    ['an empty attribute', message({ name: '' }), 'the attribute name cannot be written: it is empty'],
    ['plain text for chat', { model: 'a', endpoint: 'chat', template: 'Hi' }, 'the endpoint chat takes messages'],
    ['messages for completion', { ...message({}), endpoint: 'complete' }, 'the endpoint complete takes a template of plain text'],
    ['plain text that looks like messages', { model: 'a', template: '<user>Hi</user>' }, 'plain text with tags of messages'],
    ['no model', {} as PromptKernelRequest, 'model is missing'],
  ])('is refused with %s', (_, kernel, reason) => {
    expect(() => serializePrompt(kernel)).toThrow(reason)
  })
})

describe('whatever a kernel holds', () => {
  const piece = oneof(
    string({ unit: 'binary' }),
    constantFrom('\n', '  ', '\t', ' ', '\\', '<user>', '</user>', '<text>', '</text >', '<image url="', '<tool', '{{a}}', '---', '<', '\u2028', '# x', 'a: b'),
  )
  const anyText = array(piece, { maxLength: 8 }).map((pieces) => pieces.join('').replaceAll('\r', ''))
  const attribute = anyText.map((text) => `x${text.replaceAll('"', '')}`)
  const part = oneof(
    anyText.map((text) => ({ type: 'text' as const, text })),
    attribute.map((url) => ({ type: 'image_url' as const, image_url: { url } })),
    attribute.map((url) => ({ type: 'image_url' as const, image_url: { url, detail: 'high' as const } })),
  )
  const content = oneof(anyText, array(part, { minLength: 1, maxLength: 4 }))
  const call = tuple(attribute, attribute, oneof(anyText, integer()).map((value) => JSON.stringify(value))).map(([id, name, json]) => ({
    id,
    type: 'function' as const,
    function: { name, arguments: json },
  }))
  const anyMessage = oneof(
    record({ role: constantFrom('system' as const, 'user' as const, 'developer' as const), content, name: attribute }),
    record({ role: constantFrom('assistant' as const), content: array(part, { minLength: 1, maxLength: 3 }), tool_calls: array(call, { minLength: 1, maxLength: 2 }) }),
    record({ role: constantFrom('assistant' as const), content: anyText.map((text) => `a${text}`), tool_calls: array(call, { minLength: 1, maxLength: 2 }) }),
    record({ role: constantFrom('tool' as const), tool_call_id: attribute, content }),
  )
  const json = dictionary(anyText, oneof(anyText, integer(), double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0), array(anyText)), { maxKeys: 4 })
  const settings = record(
    {
      model: anyText.map((text) => `m${text}`),
      temperature: double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
      max_tokens: integer(),
      stop: oneof(anyText, array(anyText)),
      other: json,
      attributes: json,
      tools: array(record({ name: anyText, description: anyText, parameters: json }), { maxLength: 2 }),
    },
    { requiredKeys: ['model'] },
  )

  it('comes back from its file: messages', () => {
    assert(
      property(settings, array(anyMessage, { minLength: 1, maxLength: 4 }), (fields, template) => {
        const kernel: PromptKernelRequest = { ...fields, endpoint: 'chat', template }
        expect(toKernelRequest(parsePrompt(serializePrompt(kernel)))).toEqual(kernel)
      }),
      { numRuns: 500 },
    )
  })

  it('comes back from its file: plain text', () => {
    assert(
      property(settings, anyText, (fields, text) => {
        const kernel: PromptKernelRequest = { ...fields, endpoint: 'complete', template: `x${text}` }
        expect(toKernelRequest(parsePrompt(serializePrompt(kernel)))).toEqual(kernel)
      }),
    )
  })

  it('comes back from a file that was changed in place, which then keeps its bytes', () => {
    const breaks = constantFrom('\n', '\r\n')
    assert(
      property(settings, settings, option(array(anyMessage, { minLength: 1, maxLength: 3 })), breaks, (before, after, template, lineBreak) => {
        const source = serializePrompt({ ...before, template: [{ role: 'user', content: 'Hi' }] }).replaceAll('\n', lineBreak)
        const file = { ...parsePrompt(source), frontMatter: { ...after }, ...(template === null ? {} : { template }) }
        const text = serializePrompt(file)
        const changed = parsePrompt(text)
        expect(changed.frontMatter).toEqual(after)
        expect(changed.template).toEqual(file.template)
        expect(serializePrompt(changed)).toBe(text)
      }),
      { numRuns: 300 },
    )
  })
})
