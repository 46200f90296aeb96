import { describe, expect, it } from 'vitest'
import { DotPromptError, listVariables, mapTemplateTexts, MissingVariablesError, renderTemplate } from './index.js'
import type { ChatTemplateMessage } from './index.js'

function missing(template: string, inputs: Record<string, unknown>): string[] {
  try {
    renderTemplate(template, inputs)
  } catch (error) {
    if (error instanceof MissingVariablesError) return error.variables
    throw error
  }
  return []
}

describe('renderTemplate', () => {
  it('fills names of letters, digits, _, ., [ and ] with at most one blank on each side', () => {
    const inputs = { a: '1', 'user.name': '2', 'list[0]': '3', under_score9: '4' }
    expect(renderTemplate('{{a}} {{ a }} {{ user.name}} {{list[0] }} {{under_score9}}', inputs)).toBe('1 1 2 3 4')
  })

  it('leaves everything else in braces as it is', () => {
    const text = '{{  a  }} {{}} {{ }} {{a-b}} {{a b}} {a} {{ä}} {{a}'
    expect(renderTemplate(text, {})).toBe(text)
  })

  it('fills the innermost of more braces', () => {
    expect(renderTemplate('{{{a}}} {{{{a}}}}', { a: 'x' })).toBe('{x} {{x}}')
  })

  it('looks up calls of tools by their whole text', () => {
    expect(renderTemplate('{{ my-tool("x, y") }} {{f(a)}}', { 'my-tool("x, y")': 'found', 'f(a)': 'too' })).toBe('found too')
  })

  it('reports all missing variables together, sorted, each once', () => {
    const template = '{{zebra}} {{ apple }} {{zebra}} {{given}} {{find("it")}} {{nothing}}'
    expect(missing(template, { given: '', nothing: null })).toEqual(['apple', 'find("it")', 'nothing', 'zebra'])
    expect(() => renderTemplate('{{b}} {{a}}', {})).toThrow('the template needs inputs that were not given: a, b. Add them to the inputs')
  })

  it('reports the missing variables of all messages together', () => {
    const template: ChatTemplateMessage[] = [
      { role: 'system', content: '{{b}}' },
      { role: 'user', content: [{ type: 'text', text: '{{a}}' }] },
    ]
    expect(() => renderTemplate(template, {})).toThrow('not given: a, b.')
  })

  it('finds nothing that an object inherits', () => {
    expect(missing('{{__proto__}} {{constructor}} {{toString}}', {})).toEqual(['__proto__', 'constructor', 'toString'])
    expect(renderTemplate('{{constructor}}', { constructor: 'mine' })).toBe('mine')
  })

  it('writes inputs that are no text as JSON', () => {
    const inputs = { number: 1.5, flag: false, list: [1, 'a'], map: { a: null } }
    expect(renderTemplate('{{number}} {{flag}} {{list}} {{map}}', inputs)).toBe('1.5 false [1,"a"] {"a":null}')
  })

  it('never expands what an input holds', () => {
    expect(renderTemplate('{{a}}{{b}}', { a: '{{b}} $& $1 \\n', b: '{{a}}' })).toBe('{{b}} $& $1 \\n{{a}}')
    expect(renderTemplate('{{open}}b}}', { open: '{{', b: 'x' })).toBe('{{b}}')
  })

  it('names an input that JSON cannot hold', () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    for (const value of [1n, cycle, () => 1]) expect(() => renderTemplate('{{a}}', { a: value })).toThrow('the input a has no JSON form')
  })

  it('fills texts and image addresses of messages and changes nothing else', () => {
    const template: ChatTemplateMessage[] = [
      { role: 'system', content: 'Be {{mood}}.' },
      {
        role: 'user',
        name: '{{mood}}',
        content: [
          { type: 'text', text: 'Look, {{mood}}' },
          { type: 'image_url', image_url: { url: 'https://x/{{id}}.png', detail: 'low' } },
        ],
      },
      { role: 'assistant', tool_calls: [{ id: '1', type: 'function', function: { name: 'f', arguments: '{{raw}}' } }] },
      { role: 'tool', tool_call_id: '1', content: '{{mood}}' },
    ]
    const before = structuredClone(template)
    expect(renderTemplate(template, { mood: 'kind', id: 7 })).toEqual([
      { role: 'system', content: 'Be kind.' },
      {
        role: 'user',
        name: '{{mood}}',
        content: [
          { type: 'text', text: 'Look, kind' },
          { type: 'image_url', image_url: { url: 'https://x/7.png', detail: 'low' } },
        ],
      },
      template[2],
      { role: 'tool', tool_call_id: '1', content: 'kind' },
    ])
    expect(template).toEqual(before)
  })

  it('refuses Jinja templates and says who renders them', () => {
    expect(() => renderTemplate('{% if a %}', {}, { templateLanguage: 'jinja' })).toThrow('Jinja templates are rendered by the platform, not locally')
    expect(() => listVariables('{{ a }}', { templateLanguage: 'jinja' })).toThrow(DotPromptError)
    expect(renderTemplate('{{a}}', { a: 'b' }, { templateLanguage: null })).toBe('b')
  })

  it('refuses a result that is longer than it may be, all texts counted together', () => {
    const template: ChatTemplateMessage[] = [{ role: 'user', content: '{{a}}!' }, { role: 'user', content: '{{a}}{{b}}' }]
    const inputs = { a: '12345', b: '' }
    expect(renderTemplate(template, inputs, { maxLength: 11 })).toMatchObject([{ content: '12345!' }, { content: '12345' }])
    expect(() => renderTemplate(template, inputs, { maxLength: 10 })).toThrow('the filled template has more than 10 characters. Give shorter inputs, or use them less often.')
    expect(() => renderTemplate('{{a}}'.repeat(1_000_000), { a: 'a'.repeat(1_000_000) }, { maxLength: 100 })).toThrow(DotPromptError)
  })

  it.each([
    ['braces', '{'],
    ['openings', '{{a'],
    ['calls that never close', '{{f("'],
    ['one long name', 'a'],
    ['dashes', '-'],
  ])('takes time in proportion to a text of %s', (_, piece) => {
    const seconds = (count: number) => {
      const text = `{{${piece.repeat(count)}`
      const times = Array.from({ length: 5 }, () => {
        const start = performance.now()
        expect(renderTemplate(text, {})).toBe(text)
        return performance.now() - start
      })
      return Math.min(...times)
    }
    seconds(20_000)
    // Sixteen times the text costs about 16 times as much when linear, and 256 times when quadratic.
    expect(seconds(320_000) / Math.max(seconds(20_000), 0.02)).toBeLessThan(100)
  })
})

describe('listVariables', () => {
  it('names the variables of texts and messages, sorted, each once', () => {
    expect(listVariables('{{b}} {{ a }} {{b}}')).toEqual(['a', 'b'])
    expect(listVariables([{ role: 'user', content: [{ type: 'image_url', image_url: { url: '{{c}}' } }] }, { role: 'user', content: '{{a}}' }])).toEqual(['a', 'c'])
  })
})

describe('mapTemplateTexts', () => {
  it('changes the texts that may hold variables, and leaves the template as it is', () => {
    const template: ChatTemplateMessage[] = [
      { role: 'system', content: 'a', name: 'a' },
      { role: 'user', content: [{ type: 'text', text: 'a' }, { type: 'image_url', image_url: { url: 'a' } }] },
    ]
    const changed = mapTemplateTexts(template, (text) => text.toUpperCase())
    expect(changed).toEqual([
      { role: 'system', content: 'A', name: 'a' },
      { role: 'user', content: [{ type: 'text', text: 'A' }, { type: 'image_url', image_url: { url: 'A' } }] },
    ])
    expect([template[0]?.content, mapTemplateTexts('a', () => 'b')]).toEqual(['a', 'b'])
  })

  it('leaves parts of kinds that it does not know alone', () => {
    const template = JSON.parse('[{"role":"user","content":[{"type":"sound","text":"{{a}}"},{"type":"text","text":"{{b}}"}]}]') as ChatTemplateMessage[]
    expect(listVariables(template)).toEqual(['b'])
    expect(renderTemplate(template, { b: 'c' })).toMatchObject([{ content: [{ text: '{{a}}' }, { text: 'c' }] }])
  })
})
