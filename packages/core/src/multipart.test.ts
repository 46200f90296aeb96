import { describe, expect, it } from 'vitest'
import { ConfigurationError } from './errors.js'
import type { EncodedBody } from './json-body.js'
import { encodeMultipart as encode } from './multipart.js'
import { byteSource } from './testing/byte-source.js'
import { formTools } from './testing/form-tools.js'

const encodeMultipart = (fields: unknown): EncodedBody => encode(fields, formTools)
const textOf = ({ open }: EncodedBody): Promise<string> => new Response(open()).text()
const formOf = ({ open, contentType = '' }: EncodedBody): Promise<FormData> => new Response(open(), { headers: { 'content-type': contentType } }).formData()

async function entriesOf(fields: unknown): Promise<unknown[]> {
  return Array.from(await formOf(encodeMultipart(fields)), ([name, value]) => [name, typeof value === 'string' ? value : value.name])
}

/** The same form, once held in memory and once streamed. */
const both = (fields: (file: unknown) => object): EncodedBody[] => [
  encodeMultipart(fields(['a.txt', 'content', 'text/plain'])),
  encodeMultipart(fields(['a.txt', byteSource(['con', 'tent']).stream, 'text/plain'])),
]

/** Eight bytes that can be read again; counts how many were asked for. */
const file = (pulls: { count: number }) => ({
  name: 'a',
  size: 8,
  async *open() {
    for (let index = 0; index < 8; index++) {
      pulls.count++
      yield 'x'
    }
  },
})

describe('a form', () => {
  it('is written the same whether it is held or streamed (U6)', async () => {
    for (const encoded of both((file) => ({ purpose: 'fine-tune', file, n: 1 }))) {
      const boundary = encoded.contentType?.replace('multipart/form-data; boundary=', '')
      expect(await textOf(encoded)).toBe(
        [
          `--${boundary}\r\ncontent-disposition: form-data; name="purpose"\r\n\r\nfine-tune`,
          `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\ncontent`,
          `--${boundary}\r\ncontent-disposition: form-data; name="n"\r\n\r\n1`,
          `--${boundary}--\r\n`,
        ].join('\r\n'),
      )
    }
  })

  it('has a boundary of its own that cannot be guessed (U6)', () => {
    const boundaries = Array.from({ length: 100 }, () => encodeMultipart({}).contentType)
    expect(new Set(boundaries).size).toBe(100)
    expect(boundaries[0]).toMatch(/^multipart\/form-data; boundary=form-[\da-f-]{36}$/)
  })

  it('writes arrays, objects and plain values by their keys, in order (U5)', async () => {
    const fields = { a: ['x', 1, true], o: { k: 'v', deep: { n: 0 } }, date: new Date(0), words: ['word', 'segment'], files: [['b.txt', new Blob()], new File([], 'c.txt')] }
    expect(await entriesOf(fields)).toEqual([
      ['a[]', 'x'], ['a[]', '1'], ['a[]', 'true'],
      ['o[k]', 'v'], ['o[deep][n]', '0'],
      ['date', '1970-01-01T00:00:00.000Z'],
      ['words[]', 'word'], ['words[]', 'segment'],
      ['files[]', 'b.txt'], ['files[]', 'c.txt'],
    ])
  })

  it('leaves out undefined and the holes of arrays (U5)', async () => {
    // oxlint-disable-next-line no-sparse-arrays -- a hole is what is tested
    expect(await entriesOf({ a: undefined, b: [1, , 2], c: [undefined] })).toEqual([['b[]', '1'], ['b[]', '2']])
  })

  it('may be empty (U5)', async () => {
    for (const fields of [{}, undefined, null]) expect(await textOf(encodeMultipart(fields))).toMatch(/^--form-[\da-f-]+--\r\n$/)
  })

  it.each([['null', null], ['bigint', 1n], ['function', () => 1], ['symbol', Symbol('x')]])('refuses %s, naming the field (U5)', (kind, value) => {
    for (const fields of [{ f: value }, { a: [value] }, { o: { f: value } }]) expect(() => encodeMultipart(fields)).toThrow(ConfigurationError)
    expect(() => encodeMultipart({ f: value })).toThrow(`f: a form field cannot be ${kind === 'null' ? 'null' : `a ${kind}`}`)
  })

  it('lets no name end its line: quotes, backslashes and control characters are encoded (U7)', async () => {
    const evil = 'a"\r\nx-evil: 1\\\u0000\u007f'
    const safe = 'a%22%0D%0Ax-evil: 1%5C%00%7F'
    for (const encoded of both((file) => ({ [evil]: 'x', file: Object.assign([], file, { 0: `n${evil.replace('\\', '')}` }) }))) {
      const text = await textOf(encoded)
      expect(text).toContain(`name="${safe}"\r\n\r\nx`)
      expect(text).toContain(`filename="n${safe.replace('%5C', '')}"\r\n`)
      expect(text).not.toMatch(/^x-evil/m)
    }
  })

  it('keeps names outside of ASCII, and counts their bytes (U7, U11)', async () => {
    const encoded = encodeMultipart({ ключ: 'значение', file: { name: 'é.txt', size: 7, open: () => byteSource(['content']).stream } })
    expect(encoded.size).toBe((await new Response(encoded.open()).arrayBuffer()).byteLength)
    expect((await formOf(encoded)).get('ключ')).toBe('значение')
  })
})

describe('a form that is held', () => {
  it('is one Blob, and can be sent any number of times (U4, U6)', async () => {
    const encoded = encodeMultipart({ file: new File(['content'], 'a.txt') })
    expect(encoded.open()).toBeInstanceOf(Blob)
    expect(encoded.once).toBeUndefined()
    expect(await textOf(encoded)).toBe(await textOf(encoded))
  })
})

describe('a form that is streamed', () => {
  it('holds no more of its files than what is being read (U6, U11)', async () => {
    const pulls = { count: 0 }
    const reader = (encodeMultipart({ a: 'text', file: file(pulls), b: 'text' }).open() as ReadableStream<Uint8Array>).getReader()
    const seen: number[] = []
    for (let index = 0; index < 8; index++) {
      await reader.read()
      seen.push(pulls.count)
    }
    expect(seen).toEqual([0, 0, 0, 0, 1, 2, 3, 4])
    await reader.cancel()
    expect(pulls.count).toBe(4)
  })

  it('opens no file before its turn, and ends the one that is open when it is cancelled (U6)', async () => {
    const first = byteSource(['a', 'b'])
    let opened = 0
    const second = { name: 'b', open: () => byteSource([String(++opened)]).stream }
    const reader = (encodeMultipart({ first: ['a', first.stream], second }).open() as ReadableStream<Uint8Array>).getReader()
    await reader.read()
    expect(first.pulls).toBe(0)
    await reader.read()
    await reader.cancel()
    expect([first.cancelled, opened]).toEqual([true, 0])
  })

  it('can be sent again only if each of its files can (R14, U6)', () => {
    const again = file({ count: 0 })
    expect(encodeMultipart({ again }).once).toBe(false)
    expect(encodeMultipart({ again, blob: new Blob() }).once).toBe(false)
    expect(encodeMultipart({ again, once: byteSource([]).stream }).once).toBe(true)
  })

  it('knows its length if it knows that of each part, also of those that are held (U11)', async () => {
    const known = encodeMultipart({ text: 'é', file: file({ count: 0 }), blob: new Blob(['held']) })
    expect(known.size).toBe((await new Response(known.open()).arrayBuffer()).byteLength)
    expect(encodeMultipart({ text: 'é', file: byteSource([]).stream }).size).toBeUndefined()
  })

  it('fails with the failure of its file', async () => {
    const broken = new Error('disk gone')
    await expect(textOf(encodeMultipart({ file: byteSource(['a'], broken).stream }))).rejects.toBe(broken)
  })
})
