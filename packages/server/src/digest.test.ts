import { createHash } from 'node:crypto'
import { expect, it, onTestFinished, vi } from 'vitest'
import { sha256 } from './digest.js'

const contents: (string | Uint8Array<ArrayBuffer>)[] = [
  '', 'abc', 'ä 😀 日本', 'half \ud83d of one', 'nul \0 within', 'x'.repeat(16_384), 'x'.repeat(16_385), '😀'.repeat(8192),
  new Uint8Array(), new Uint8Array([0, 255, 128]), new Uint8Array([1, 2, 3, 4]).subarray(1, 3), new Uint8Array(20_000).fill(7),
]

function expected(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

it('makes the same digests of short and of long contents', async () => {
  for (const content of contents) expect(await sha256(content)).toBe(expected(content))
})

it.each([
  ['no modules of its own', () => vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined)],
  ['no way to ask for them', () => vi.stubGlobal('process', {})],
  ['no process, as in browsers', () => vi.stubGlobal('process', undefined)],
])('makes the same ones where the host has %s', async (_, leave) => {
  const wanted = contents.map(expected)
  onTestFinished(() => void vi.unstubAllGlobals())
  onTestFinished(() => void vi.restoreAllMocks())
  leave()
  const made = await Promise.all(contents.map(sha256))
  vi.unstubAllGlobals()
  expect(made).toEqual(wanted)
})
