import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listPackages, root } from '../architecture/workspace.js'
import { compileExamples, type Example, readExamples } from './readme-examples.js'

const fence = '```'
const madeUp = `# Made up
${fence}ts
import { createHumanloopClient } from '@smarter-api/prompts'

const client = createHumanloopClient({ apiKeys: 'k' })
${fence}
## Later
${fence}ts
import { callPrompt, getPrompt } from '@smarter-api/prompts'

const { id } = await getPrompt(client, { id: 'pr_1' })
await callPrompt(client, { id, messages: 'Hello' })
${fence}
${fence}ts
await callPrompt(client, { id })
import { build } from 'esbuild'
${fence}
`
const readmes = ['README.md', ...listPackages().map(({ name }) => `packages/${name}/README.md`)]
const examples = readmes.flatMap((readme) => readExamples(readme, readFileSync(join(root, readme), 'utf8')))
const madeUpExamples = [...readExamples('MADE-UP.md', madeUp), ...readExamples('OTHER.md', `# Other\n${fence}ts\nclient.close()\n${fence}\n`)]
const mistakes = compileExamples([...examples, ...madeUpExamples])

describe.each(readmes)('%s', (readme) => {
  it.each(titled(examples, readme))('shows code that compiles: %s', (_, example) => {
    expect(mistakes.get(example)).toEqual([])
  })
})

describe('a README with mistakes', () => {
  const found = new Map(madeUpExamples.map((example) => [`${example.readme} ${example.title}`, mistakes.get(example)] as const))

  it('is reported by its lines, with the words of the compiler', () => {
    expect(found.get('MADE-UP.md Made up')).toEqual([expect.stringMatching(/^MADE-UP\.md:5: .*'apiKeys' does not exist/s)])
  })

  it('may use the names of its earlier examples, whose types are known', () => {
    expect(found.get('MADE-UP.md Later')).toEqual([expect.stringMatching(/^MADE-UP\.md:12: .*string/s)])
  })

  it('may import no package that its package.json does not give to users', () => {
    expect(found.get('MADE-UP.md Later, example 2')).toEqual([expect.stringMatching(/^MADE-UP\.md:16: Cannot find module 'esbuild'/)])
  })

  it('may not use the names of another README', () => {
    expect(found.get('OTHER.md Other')).toEqual(["OTHER.md:3: Cannot find name 'client'."])
  })
})

function titled(all: Example[], readme: string): [title: string, example: Example][] {
  return all.filter((example) => example.readme === readme).map((example) => [example.title, example])
}
