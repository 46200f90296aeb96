import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const guide = readFileSync(join(root, 'docs/testing.md'), 'utf8')
const sources = ['testing-vitest', 'testing-jest', 'testing-playwright'].flatMap((example) => readSources(join(root, 'examples', example)))
const blocks = [...guide.matchAll(/^```(?:ts|js|json)\n(.*?)^```$/gms)].map(({ 1: code = '', index }) => [guide.slice(0, index).split('\n').length, code] as const)

it.each(blocks)('the guide to tests shows what runs in an example, on line %i', (_, code) => {
  expect(sources.some((source) => source.includes(code))).toBe(true)
})

it('the guide has code, and code that is in no example would be found', () => {
  expect(blocks.length).toBeGreaterThan(8)
  expect(sources.some((source) => source.includes('handlers({ humanloops: true })'))).toBe(false)
})

/** The files of an example, and of its folders but the installed ones. */
function readSources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return ['node_modules', 'test-results'].includes(entry.name) ? [] : readSources(path)
    return /\.(ts|js|json)$/.test(entry.name) ? [readFileSync(path, 'utf8')] : []
  })
}
