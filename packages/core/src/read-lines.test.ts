import { describe, expect, it } from 'vitest'
import { ResponseParseError } from './errors.js'
import { readLines } from './read-lines.js'
import { byteSource } from './testing/byte-source.js'
import { failure } from './testing/settled.js'

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

describe('readLines', () => {
  it('reads one value per line, whatever the line endings and chunks are (S14, S15)', async () => {
    const text = '{"a":1}\n{"b":"é"}\r\n[2]\r"x"\n'
    const expected = [{ a: 1 }, { b: 'é' }, [2], 'x']
    expect(await all(readLines(byteSource([text]).stream))).toEqual(expected)
    const bytes = Array.from(new TextEncoder().encode(text), (byte) => Uint8Array.of(byte))
    expect(await all(readLines(byteSource(bytes).stream))).toEqual(expected)
  })

  it('skips blank lines (S15)', async () => {
    expect(await all(readLines(byteSource(['\n\n1\n', '  \n', '\r\n2\n']).stream))).toEqual([1, 2])
  })

  it('delivers a last line without line ending (S7)', async () => {
    expect(await all(readLines(byteSource(['1\n', '{"a":', '2}']).stream))).toEqual([1, { a: 2 }])
  })

  it('gives a line as soon as it is whole and asks for no more before that (S14)', async () => {
    const source = byteSource(['1\n2', '\n3\n'], 'open')
    const lines = readLines<number>(source.stream)
    expect((await lines.next()).value).toBe(1)
    expect(source.pulls).toBe(1)
    expect((await lines.next()).value).toBe(2)
    expect(source.pulls).toBe(2)
    await lines.return()
  })

  it('cancels the source at an early break (S10)', async () => {
    const source = byteSource(['1\n2\n'], 'open')
    for await (const line of readLines(source.stream)) {
      expect(line).toBe(1)
      break
    }
    expect(source.cancelled).toBe(true)
  })

  it('refuses a line that is not JSON without repeating it, and cancels the source (S15, S22)', async () => {
    const source = byteSource(['{"a":1}\nprivate words\n'], 'open')
    const error = await failure(all(readLines(source.stream)))
    expect(error).toBeInstanceOf(ResponseParseError)
    expect(error.message).toBe('A line of the stream is not JSON (13 characters)')
    expect(error.cause).toBeUndefined()
    expect(source.cancelled).toBe(true)
  })

  it('passes on the failure of the source', async () => {
    const broken = new TypeError('terminated')
    expect(await failure(all(readLines(byteSource(['1\n'], broken).stream)))).toBe(broken)
  })
})
