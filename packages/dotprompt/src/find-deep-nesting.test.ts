import { expect, it } from 'vitest'
import { parsePrompt } from './parse.js'

const indented = (levels: number): string => Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}k:`).join('\n')

it.each([
  ['brackets', (levels: number) => `a: ${'['.repeat(levels)}${']'.repeat(levels)}`],
  ['brackets without end', (levels: number) => `a: ${'['.repeat(levels)}`],
  ['braces', (levels: number) => `a: ${'{ a: '.repeat(levels)}`],
  ['dashes on one line', (levels: number) => `a:\n  ${'- '.repeat(levels)}x`],
  ['question marks on one line', (levels: number) => `${'? '.repeat(levels)}x`],
  ['dashes and brackets', (levels: number) => `a:\n  ${'- '.repeat(levels / 2)}${'['.repeat(levels / 2)}`],
  ['indents', indented],
])('refuses %s nested a thousand times, again and again in one process', (_, nest) => {
  for (const levels of [1000, 2000, 5000, 2000]) {
    expect(() => parsePrompt(`---\nmodel: gpt-4o\n${nest(levels)}\n---\n`)).toThrow(/nested too deeply|more than 262144 characters/)
  }
})

it('points at the place where the nesting goes too far', () => {
  expect(() => parsePrompt(`---\nmodel: gpt-4o\nother: ${'['.repeat(200)}\n---\n`)).toThrow(/^3:108: the YAML is nested too deeply/)
})

it('takes long lists, long lines of fields, and nesting that people write', () => {
  const list = Array.from({ length: 500 }, (_, index) => `  - item ${index}`).join('\n')
  const fields = Array.from({ length: 500 }, (_, index) => `f${index}: ${index}`).join(', ')
  const nested = `${'['.repeat(50)}${']'.repeat(50)}`
  const { frontMatter } = parsePrompt(`---\nmodel: gpt-4o\nlist:\n${list}\nfields: { ${fields} }\nnested: ${nested}\ntext: |\n  ${'['.repeat(500)}\n  ${'- '.repeat(500)}\n---\n`)
  expect(frontMatter).toMatchObject({ model: 'gpt-4o', fields: { f499: 499 } })
})
