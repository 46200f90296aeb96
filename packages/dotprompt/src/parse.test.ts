import { array, assert, boolean, constantFrom, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DotPromptError, parseAgent, parsePrompt, serializePrompt } from './index.js'
import type { ChatTemplateMessage } from './index.js'

const withModel = (body: string, fields = '') => `---\nmodel: gpt-4o\n${fields}---\n${body}`
const templateOf = (body: string, fields?: string) => parsePrompt(withModel(body, fields)).template
const contentOf = (body: string) => (templateOf(body) as ChatTemplateMessage[])[0]?.content

const agent = (fields: string) => parseAgent(`---\nmodel: gpt-4o\n${fields}---\n`)

function failure(read: () => unknown) {
  try {
    read()
  } catch (error) {
    if (error instanceof DotPromptError) return { line: error.line, column: error.column, reason: error.reason }
    throw error
  }
  throw new Error('nothing was thrown')
}
const failureOf = (text: string) => failure(() => parsePrompt(text))
const bodyFailure = (body: string, fields?: string) => failureOf(withModel(body, fields))
const fieldFailure = (fields: string) => failureOf(withModel('', fields))

describe('the front matter', () => {
  it('gives the fields with their types and keeps keys it does not know', () => {
    const file = parsePrompt('---\nmodel: gpt-4o\ntemperature: 0.7\nmax_tokens: -1\nstop: [a, b]\nteam: {name: support}\n---\nHello')
    expect(file.frontMatter).toEqual({ model: 'gpt-4o', temperature: 0.7, max_tokens: -1, stop: ['a', 'b'], team: { name: 'support' } })
  })

  it('reads tools written as a JSON array whose bracket closes at the margin', () => {
    const file = parsePrompt(withModel('', 'tools: [\n  {\n    "name": "weather",\n    "description": "d",\n    "strict": true\n  }\n]\n'))
    expect(file.frontMatter.tools).toEqual([{ name: 'weather', description: 'd', strict: true }])
  })

  it('accepts every kind of value that the API has', () => {
    const fields = [
      'stop: END',
      'seed: 7',
      'provider: openai',
      'endpoint: chat',
      'template_language: default',
      'response_format: {type: json_schema, json_schema: {type: object}}',
      'reasoning_effort: 1024',
      'other: {logit_bias: {}}',
      'attributes: {owner: me}',
      'linked_tools: [tl_1]',
      'top_p: null',
      'presence_penalty:',
    ]
    expect(parsePrompt(withModel('', `${fields.join('\n')}\n`)).frontMatter).toMatchObject({ seed: 7, reasoning_effort: 1024, presence_penalty: null })
  })

  it('accepts blanks after the dashes, Windows line breaks and a byte order mark', () => {
    const file = parsePrompt('\uFEFF---  \r\nmodel: gpt-4o\r\n--- \r\n<user>\r\n  Hi\r\n  you\r\n</user>\r\n')
    expect(file.template).toEqual([{ role: 'user', content: 'Hi\nyou' }])
  })

  it('keeps keys named like members of Object as plain data', () => {
    const { frontMatter } = parsePrompt(withModel('', '__proto__: {polluted: true}\nconstructor: x\n'))
    expect(Object.hasOwn(frontMatter, '__proto__')).toBe(true)
    expect(Object.getPrototypeOf(frontMatter)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('keeps the source and the name of the file', () => {
    const text = withModel('Hi')
    expect(parsePrompt(text, { filename: 'a.prompt' })).toMatchObject({ type: 'prompt', source: text, filename: 'a.prompt' })
  })
})

describe('errors of the front matter', () => {
  it('names file, line and column in the message, with what was found and what to do', () => {
    expect(() => parsePrompt('---\nmodel: gpt-4o\ntemperature: "hot"\n---\n', { filename: 'support.prompt' })).toThrow(
      new DotPromptError('temperature must be a number, got "hot". Write a number such as 0.7.', { filename: 'support.prompt', line: 3, column: 14 }),
    )
  })

  it.each([
    ['missing', 'Hello', 1, 1, 'the front matter is missing'],
    ['missing in an empty file', '', 1, 1, 'the front matter is missing'],
    ['indented', ' ---\nmodel: x\n---\n', 1, 1, 'the front matter is missing'],
    ['never closed', '---\nmodel: gpt-4o\n<user>Hi</user>', 1, 1, 'the front matter is never closed'],
    ['never opened beyond its first line', '---', 1, 1, 'the front matter is never closed'],
    ['empty', '---\n---\nHello', 2, 1, 'the front matter must be a map'],
    ['only a comment', '---\n# nothing\n---\n', 2, 1, 'the front matter must be a map'],
    ['a list', '---\n\n- model\n---\n', 3, 1, 'the front matter must be a map'],
    ['a text', '---\n  gpt-4o\n---\n', 2, 3, 'the front matter must be a map'],
  ])('reports a front matter that is %s', (_, text, line, column, reason) => {
    expect(failureOf(text)).toMatchObject({ line, column, reason: expect.stringContaining(reason) })
  })

  it.each([
    ['a missing model', '---\ntemperature: 1\n---\n', 2, 1, 'model is missing'],
    ['a blank model', '---\nmodel: "  "\n---\n', 2, 8, 'model must be the name of a model'],
    ['a key given twice', '---\nmodel: a\nmodel: b\n---\n', 3, 1, 'the key model is given twice'],
    ['a key given twice in JSON', '---\nmodel: a\nother: {"x": 1, "x": 2}\n---\n', 3, 17, 'the key x is given twice'],
    ['broken YAML', '---\nmodel: a: b\n---\n', 2, 8, 'the YAML is not valid'],
    ['a quote that never ends', '---\nmodel: "a\n---\n', 3, 1, 'the YAML is not valid'],
    ['a tab as indentation', '---\nother:\n\tx: 1\n---\n', 3, 1, 'the YAML is not valid'],
    ['a custom tag', '---\nmodel: !!js/function x\n---\n', 2, 8, 'must not use custom tags'],
    ['an alias without anchor', '---\nmodel: a\nother: {x: *missing}\n---\n', 3, 12, 'the alias has no anchor'],
    ['nesting without end', `---\nmodel: ${'['.repeat(20_000)}\n---\n`, 2, expect.any(Number), 'the YAML'],
  ])('points at %s', (_, text, line, column, reason) => {
    expect(failureOf(text)).toMatchObject({ line, column, reason: expect.stringContaining(reason) })
  })

  it('finds a key given twice among very many', () => {
    const keys = Array.from({ length: 30_000 }, (_, index) => `${index}:`).join('\n')
    expect(failureOf(`---\nmodel: a\n${keys}\n29999:\n---\n`)).toMatchObject({ line: 30_003, column: 1, reason: expect.stringContaining('the key 29999 is given twice') })
  })

  it('refuses a front matter that would take long to read', () => {
    expect(failureOf(`---\nmodel: a\n${'#\n'.repeat(150_000)}---\n`)).toMatchObject({ line: 2, column: 1, reason: expect.stringContaining('more than 262144 characters') })
  })

  it('refuses aliases that multiply', () => {
    const levels = Array.from({ length: 9 }, (_, index) => `l${index + 1}: &l${index + 1} [${Array.from({ length: 9 }, () => `*l${index}`).join(', ')}]`)
    expect(fieldFailure(`l0: &l0 [x]\n${levels.join('\n')}\n`).reason).toContain('multiply too often')
  })

  it.each([
    ['temperature: .inf', 14, 'temperature must be a number, got Infinity'],
    ['max_tokens: 1.5', 13, 'max_tokens must be a whole number, got 1.5'],
    ['max_tokens: true', 13, 'max_tokens must be a whole number, got true'],
    ['stop: [a, 1]', 7, 'stop must be a text or a list of texts, got a list'],
    ['endpoint: talk', 11, 'endpoint must be "chat" or "complete" or "edit", got "talk"'],
    ['endpoint: [chat]', 11, 'endpoint must be "chat" or "complete" or "edit", got a list'],
    ['template_language: mustache', 20, 'template_language must be "default" or "jinja"'],
    ['response_format: json', 18, 'response_format must be a map, got "json"'],
    ['response_format: {}', 18, 'response_format.type is missing: it must be a text'],
    ['reasoning_effort: [high]', 19, 'reasoning_effort must be a level or a number of tokens, got a list'],
    ['other: [1]', 8, 'other must be a map, got a list'],
    ['linked_tools: tl_1', 15, 'linked_tools must be a list of texts, got "tl_1"'],
    ['tools: {}', 8, 'tools must be a list, got a map'],
    ['tools: [{"description": "d"}]', 9, 'tools[0].name is missing'],
    ['tools: [{"name": "a", "description": 5}]', 38, 'tools[0].description must be a text, got 5'],
    ['tools: [{"name": "a", "description": "d", "strict": "no"}]', 53, 'tools[0].strict must be true or false, got "no"'],
    ['tools: ["search"]', 9, 'tools[0] must be a map, got "search"'],
    [`provider: ["${'x'.repeat(99)}"]`, 11, 'provider must be a text, got a list'],
    [`seed: ${'x'.repeat(99)}`, 7, `seed must be a whole number, got "${'x'.repeat(38)}…`],
  ])('points at the value of %s', (field, column, reason) => {
    expect(fieldFailure(`${field}\n`)).toMatchObject({ line: 3, column, reason: expect.stringContaining(reason) })
  })

  it('writes the place before the reason', () => {
    expect(new DotPromptError('no.', { filename: 'a.prompt', line: 3, column: 14 }).message).toBe('a.prompt:3:14: no.')
    expect(new DotPromptError('no.', { line: 3, column: 14 }).message).toBe('3:14: no.')
    expect(new DotPromptError('no.').message).toBe('no.')
  })

  it('refuses anything but a string', () => {
    expect(() => parsePrompt(new Uint8Array() as unknown as string)).toThrow('the file must be given as a string, got object. Decode its bytes')
  })
})

describe('agents', () => {
  it('know max_iterations and tools in three shapes', () => {
    const tools = [
      { type: 'file', link: { file_id: 'pr_1', environment_id: null }, on_agent_call: 'continue' },
      { type: 'inline', json_schema: { name: 'a', description: 'd' }, on_agent_call: 'stop' },
      { name: 'b', description: 'd', on_agent_call: 'stop' },
    ]
    const file = agent(`max_iterations: 3\ntools: ${JSON.stringify(tools)}\n`)
    expect(file.type).toBe('agent')
    expect(file.frontMatter).toEqual({ model: 'gpt-4o', max_iterations: 3, tools })
  })

  it.each([
    ['max_iterations: many', 17, 'max_iterations must be a whole number'],
    ['tools: [{"type": "url"}]', 18, 'tools[0].type must be "file" or "inline", got "url"'],
    ['tools: [{"type": "file"}]', 9, 'tools[0].link is missing'],
    ['tools: [{"type": "file", "link": {"file_id": 1}}]', 46, 'tools[0].link.file_id must be a text'],
    ['tools: [{"name": "a", "description": "d", "on_agent_call": "wait"}]', 60, 'tools[0].on_agent_call must be "stop" or "continue"'],
    ['tools: [7]', 9, 'tools[0] must be a map, got 7'],
  ])('refuse %s', (field, column, reason) => {
    expect(failure(() => agent(`${field}\n`))).toMatchObject({ line: 3, column, reason: expect.stringContaining(reason) })
  })
})

describe('chat templates', () => {
  it('read messages of every role', () => {
    const roles = ['system', 'user', 'assistant', 'developer']
    expect(templateOf(roles.map((role) => `<${role}>\n  I am ${role}\n</${role}>\n`).join('\n'))).toEqual(
      roles.map((role) => ({ role, content: `I am ${role}` })),
    )
  })

  it.each([
    ['two blanks', '<user>\n  Hi\n    you\n</user>', 'Hi\n  you'],
    ['four blanks', '<user>\n    Hi\n    you\n</user>', 'Hi\nyou'],
    ['no indentation', '<user>\nHi\n  you\n</user>', 'Hi\n  you'],
    ['tabs', '<user>\n\tHi\n\t\tyou\n</user>', 'Hi\n\tyou'],
    ['an indented element', '  <user>\n    Hi\n  </user>', 'Hi'],
    ['one line', '<user>Hi</user>', 'Hi'],
    ['text beside its tag', '<user>Hi\n  you\n</user>', 'Hi\n  you'],
    ['blank lines inside', '<user>\n  Hi\n\n  you\n</user>', 'Hi\n\nyou'],
    ['blanks after the tag', '<user>  \n  Hi\n</user>', 'Hi'],
    ['nothing', '<user></user>', ''],
    ['one empty line', '<user>\n</user>', ''],
    ['a line of blanks', '<user>\n  </user>', ''],
  ])('dedent content with %s', (_, body, content) => {
    expect(contentOf(body)).toBe(content)
  })

  it('keep the name of an author, and a message without content', () => {
    expect(templateOf('<user name="ada">Hi</user>\n<assistant />')).toEqual([{ role: 'user', name: 'ada', content: 'Hi' }, { role: 'assistant' }])
  })

  it('read texts and images as parts, also with text beside them', () => {
    expect(contentOf('<user>\n  <text>\n    What is it?\n  </text>\n  <image url="https://x/{{id}}.png" detail="low" />\n</user>')).toEqual([
      { type: 'text', text: 'What is it?' },
      { type: 'image_url', image_url: { url: 'https://x/{{id}}.png', detail: 'low' } },
    ])
    expect(contentOf("<user>\n  Look:\n  <image\n    url='a\"b'\n  />\n  <text/>\n</user>")).toEqual([
      { type: 'text', text: 'Look:' },
      { type: 'image_url', image_url: { url: 'a"b' } },
      { type: 'text', text: '' },
    ])
  })

  it('read tool requests inside of assistant messages and results beside them', () => {
    const body = '<assistant>\n  One moment.\n  <tool name="weather" id="c1">\n    {\n      "city": "Oslo"\n    }\n  </tool>\n  <tool name="now" id="c2" />\n</assistant>\n\n<tool name="weather" id="c1">\n  Sunny.\n</tool>'
    expect(templateOf(body)).toEqual([
      {
        role: 'assistant',
        content: 'One moment.',
        tool_calls: [
          { id: 'c1', type: 'function', function: { name: 'weather', arguments: '{\n  "city": "Oslo"\n}' } },
          { id: 'c2', type: 'function', function: { name: 'now' } },
        ],
      },
      { role: 'tool', tool_call_id: 'c1', name: 'weather', content: 'Sunny.' },
    ])
  })

  it('accept variables in place of JSON values', () => {
    expect(templateOf('<assistant><tool name="a" id="b">{"city": {{city}}}</tool></assistant>')).toHaveLength(1)
  })

  it('take a < that opens no known tag as text', () => {
    expect(contentOf('<user>1 < 2, <b>bold</b>, <userland>, <tools/>, a<user</user>')).toBe('1 < 2, <b>bold</b>, <userland>, <tools/>, a<user')
  })

  it('take a tag behind a backslash as text and remove that backslash', () => {
    expect(contentOf('<user>\n  Reply in \\<text>…\\</text>, not in \\\\<image />\n</user>')).toBe('Reply in <text>…</text>, not in \\<image />')
  })

  it('leave variables as they are', () => {
    expect(contentOf('<user>{{ a }} {{b}} {{{c}}} {{ tool("x") }}</user>')).toBe('{{ a }} {{b}} {{{c}}} {{ tool("x") }}')
  })

  it('are recognised without an endpoint by a role at the start of a line', () => {
    expect(templateOf('  <system>Hi</system>')).toEqual([{ role: 'system', content: 'Hi' }])
    expect(templateOf('Answer <user> politely')).toBe('Answer <user> politely')
  })
})

describe('errors of chat templates', () => {
  it.each([
    ['text before the first message', 'Hello\n<user>Hi</user>', 4, 1, 'there is text outside of the messages'],
    ['text between messages', '<user>Hi</user>\n\n  and\n<user>Hi</user>', 6, 3, 'there is text outside of the messages'],
    ['text after the last message', '<user>Hi</user> bye', 4, 17, 'there is text outside of the messages'],
    ['a message never closed', '<system>\n  Hi\n', 4, 1, '<system> is never closed'],
    ['a message closed by the next one', '<system>\n  Hi\n<user>\n  Hi\n</user>', 6, 1, '<user> cannot be inside <system>'],
    ['a message closed by another tag', '\n<user>\n  Hi\n</system>', 7, 1, '</system> does not match <user> of line 5'],
    ['a closing tag alone', '<user>Hi</user>\n</user>', 5, 1, '</user> closes nothing'],
    ['a part outside of a message', '<user>Hi</user>\n<image url="x" />', 5, 1, '<image> is outside of a message'],
    ['a text part never closed', '<user>\n  <text>Hi\n', 5, 3, '<text> is never closed'],
    ['a text part closed by another tag', '<user><text>Hi</user>', 4, 15, '</user> does not match <text> of line 4'],
    ['a part inside of a part', '<user><text><image url="x" /></text></user>', 4, 13, '<image> cannot be inside <text>'],
    ['a tool request of a user', '<user><tool name="a" id="b">{}</tool></user>', 4, 7, '<tool> cannot be inside <user>'],
    ['a tool request without id', '<assistant><tool name="a">{}</tool></assistant>', 4, 12, '<tool> needs the attribute id'],
    ['a tool request without name', '<assistant><tool id="a">{}</tool></assistant>', 4, 12, '<tool> needs the attribute name'],
    ['a tool result without id', '<tool name="a">x</tool>', 4, 1, '<tool> needs the attribute id'],
    ['arguments that are no JSON', '<assistant>\n  <tool name="a" id="b">\n    {city}\n  </tool>\n</assistant>', 6, 5, 'must be JSON'],
    ['an image without address', '<user><image /></user>', 4, 7, '<image> needs the attribute url'],
    ['an image left open', '<user><image url="x"></user>', 4, 7, '<image> is not closed in its own tag'],
    ['an unknown detail', '<user><image url="x" detail="huge" /></user>', 4, 7, 'must be high, low or auto, got "huge"'],
    ['an unknown attribute', '<user color="red">Hi</user>', 4, 1, '<user> does not know the attribute color. Remove it, or use name.'],
    ['an attribute where none belongs', '<user><text size="1">Hi</text></user>', 4, 7, '<text> does not know the attribute size. Remove it.'],
    ['an attribute given twice', '<user name="a" name="b">Hi</user>', 4, 1, 'the attribute name twice'],
    ['an attribute without quotes', '<user name=ada>Hi</user>', 4, 1, 'the tag <user is malformed'],
    ['a tag that never ends', '<user ', 4, 1, 'the tag <user is malformed'],
    ['a closing tag with attributes', '<user>Hi</user name="a">', 4, 9, 'the tag </user is malformed'],
  ])('point at %s', (_, body, line, column, reason) => {
    expect(bodyFailure(body)).toMatchObject({ line, column, reason: expect.stringContaining(reason) })
  })

  it('point at a template without any message when the endpoint is chat', () => {
    expect(bodyFailure('\n Hello', 'endpoint: chat\n')).toMatchObject({ line: 6, column: 2, reason: expect.stringContaining('there is text outside') })
  })

  it('count lines and columns as editors do under Windows line breaks', () => {
    expect(failureOf('\uFEFF---\r\nmodel: a\r\n---\r\n<user>\r\n  Hi\r\n  </system>\r\n')).toMatchObject({ line: 6, column: 3 })
  })
})

describe('completion templates', () => {
  it('are the text after the front matter less its last line break', () => {
    expect(templateOf('Human: {{q}}\n\nAssistant:\n', 'endpoint: complete\n')).toBe('Human: {{q}}\n\nAssistant:')
    expect(templateOf('\n  Hello\n\n', 'endpoint: edit\n')).toBe('\n  Hello\n')
  })

  it('keep tags as text', () => {
    expect(templateOf('<user>\nHi', 'endpoint: complete\n')).toBe('<user>\nHi')
  })

  it('need no endpoint when no line starts with a role', () => {
    expect(templateOf('Say hello to {{name}}.')).toBe('Say hello to {{name}}.')
  })

  it('are absent when only blanks follow the front matter', () => {
    for (const text of [withModel(''), withModel('\n  \n'), '---\nmodel: a\n---']) expect(parsePrompt(text)).not.toHaveProperty('template')
  })
})

describe('any text', () => {
  const piece = oneof(string({ unit: 'binary' }), constantFrom('---\n', 'model: a\n', '<user>', '</user>\n', '<tool id="a" name="b">', '{', '"', '\r\n', 'x: &a ', '*a', '!t ', '- ', '\t'))

  it('is either refused with a place or comes back byte for byte', () => {
    assert(
      property(array(piece), boolean(), (pieces, complete) => {
        const text = complete ? `---\nmodel: a\n${pieces.join('')}` : pieces.join('')
        try {
          expect(serializePrompt(parsePrompt(text))).toBe(text)
        } catch (error) {
          if (!(error instanceof DotPromptError)) throw error
          expect(error.line).toBeGreaterThan(0)
          expect(error.column).toBeGreaterThan(0)
        }
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['messages on one line', '<user></user>'],
    ['parts', '<text/>'],
    ['backslashes', '\\'],
    ['escaped tags', '\\<user>'],
    ['angle brackets', '<'],
    ['line breaks', '\n'],
    ['blanks', ' '],
  ])('is read in time in proportion to its length: %s', (name, unit) => {
    const seconds = (count: number) => {
      const content = unit.repeat(count)
      const text = withModel(name === 'messages on one line' ? content : `<user>${content}\n</user>`)
      const times = Array.from({ length: 3 }, () => {
        const start = performance.now()
        expect(parsePrompt(text).source).toBe(text)
        return performance.now() - start
      })
      return Math.min(...times)
    }
    seconds(4000)
    // Sixteen times the text costs about 16 times as much when linear, and 256 times when quadratic.
    expect(seconds(64_000) / Math.max(seconds(4000), 0.1)).toBeLessThan(100)
  })
})
