import { describe, expect, it } from 'vitest'
import { readYaml } from './index.js'

const text = 'kind: Secret # a comment\nmetadata:\n  name: crm_key\nspec:\n  config: &config\n    value: |\n      a\n      b\n  list:\n    - one\n    - two: [1, 2]\n  again: *config\n'

function locate(path: readonly PropertyKey[], yaml = text) {
  const reading = readYaml(yaml)
  if (!reading.ok) throw new Error(reading.problem)
  const { line, column } = reading.locate(path)
  return [line, column]
}

describe('reading YAML', () => {
  it('gives what JSON would say', () => {
    const config = { value: 'a\nb\n' }
    expect(readYaml(text)).toMatchObject({
      ok: true,
      value: { kind: 'Secret', metadata: { name: 'crm_key' }, spec: { config, list: ['one', { two: [1, 2] }], again: config } },
    })
    expect(readYaml('{"a": [1, null, true]}')).toMatchObject({ ok: true, value: { a: [1, null, true] } })
    expect(readYaml('when: 2027-01-01\nyes: no\nnumber: 1')).toMatchObject({ value: { when: '2027-01-01', yes: 'no', number: 1 } })
    expect(readYaml('')).toMatchObject({ ok: true, value: null })
  })

  it('finds the places of fields, and of what comes closest', () => {
    expect(locate([])).toEqual([1, 1])
    expect(locate(['metadata'])).toEqual([2, 1])
    expect(locate(['metadata', 'name'])).toEqual([3, 3])
    expect(locate(['metadata', 'version'])).toEqual([2, 1])
    expect(locate(['spec', 'list', 1, 'two', 1])).toEqual([11, 16])
    expect(locate(['spec', 'again', 'value'])).toEqual([6, 5])
    expect(locate(['kind', 'deeper'])).toEqual([1, 1])
    expect(locate(['a'], '{\n\t"a": 1\n}')).toEqual([2, 2])
    expect(locate(['a'], '')).toEqual([1, 1])
  })

  it.each([
    ['a: 1\nb:\n\tc: 2', 'a tab is used to indent', 3],
    ['a: 1\nb: 2\na: 3', 'a key is given twice', 3],
    ['a: 1\n---\na: 2', 'there is more than one document', 2],
    ['a: !secret s3cret', 'a tag is not known', 1],
    ['a: 1\n b: 2\n', 'an indentation is wrong, or a text with a colon lacks quotes', 1],
    ['a: [1, 2', 'an indentation is wrong, or a bracket is not closed', 1],
    ['- a\nc', 'unexpected token', 2],
    ['a: "1', 'a quote, a bracket, a comma or a space is missing', 1],
    ['a: @b', 'a text begins with a sign that needs quotes around it', 1],
    ['a: 1\nb: *nowhere', 'an alias has no anchor above it, contains itself, or multiplies too often', 2],
    ['a: 1\nb: &b [*b]', 'an alias has no anchor above it, contains itself, or multiplies too often', 2],
  ])('points at what is wrong: %j', (yaml, problem, line) => {
    expect(readYaml(yaml)).toMatchObject({ ok: false, problem, line })
  })

  it('never repeats the text', () => {
    for (const yaml of ['value: "424242', 'value: 424242: 1', 'value: @424242', '424242\n424242: [', '&424242 *424242 !424242']) {
      const reading = readYaml(yaml)
      expect(reading, yaml).toHaveProperty('ok', false)
      expect(JSON.stringify(reading)).not.toContain('424242')
    }
  })

  it('refuses aliases that multiply', () => {
    const levels = Array.from({ length: 12 }, (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`).join(', ')}]`)
    expect(readYaml(['a0: &a0 lol', ...levels].join('\n'))).toMatchObject({ ok: false, problem: expect.stringContaining('multiplies too often') })
  })

  it('reads very many keys, and finds the last one of them given twice', () => {
    const keys = Array.from({ length: 50_000 }, (_, index) => `${index}:`)
    expect(readYaml(keys.join('\n'))).toMatchObject({ ok: true })
    expect(readYaml([...keys, '49999:'].join('\n'))).toMatchObject({ ok: false, problem: 'a key is given twice', line: 50_001, column: 1 })
  })

  it.each([
    ['lists', '['.repeat(100_000)],
    ['maps', '{a: '.repeat(100_000)],
    ['dashes', '- '.repeat(100_000)],
    ['questions', '? '.repeat(100_000)],
    ['indents', Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('refuses nesting without end: %s', (_, yaml) => {
    expect(readYaml(yaml)).toMatchObject({ ok: false, problem: 'it is nested more than 100 levels deep' })
  })

  it('keeps a field with the name of a prototype a field', () => {
    const reading = readYaml('__proto__: {polluted: true}')
    expect(reading.ok && Object.keys(Object(reading.value))).toEqual(['__proto__'])
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})
