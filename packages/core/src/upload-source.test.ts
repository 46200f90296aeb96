import { describe, expect, it } from 'vitest'
import { ConfigurationError } from './errors.js'
import { byteSource } from './testing/byte-source.js'
import { formTools } from './testing/form-tools.js'
import { isUploadable, type Uploadable, type UploadPart, uploadPart } from './upload-source.js'

const bytes = new TextEncoder().encode('content')
const part = (value: Uploadable): UploadPart => uploadPart(value, 'file', formTools)
const contentOf = ({ held, open }: UploadPart): Promise<string> => new Response(held ?? open?.()).text()

async function* chunks(): AsyncGenerator<string | Uint8Array> {
  yield 'con'
  yield new TextEncoder().encode('tent')
}

function fetched(url: string, headers: Record<string, string> = {}): Response {
  return Object.defineProperty(new Response('content', { headers }), 'url', { value: url })
}

const everyKind: Array<[string, () => Uploadable, replayable: boolean, size: number | undefined]> = [
  ['a File', () => new File([bytes], 'a.txt'), true, 7],
  ['a Blob', () => new Blob([bytes]), true, 7],
  ['bytes', () => bytes, true, 7],
  ['bytes within a larger buffer', () => Buffer.concat([Buffer.from('xx'), bytes, Buffer.from('yy')]).subarray(2, 9), true, 7],
  ['a buffer', () => bytes.slice().buffer, true, 7],
  ['a Response', () => fetched('', { 'content-length': '7' }), false, 7],
  ['a Response of unknown length', () => fetched(''), false, undefined],
  ['a Response whose length counts packed bytes', () => fetched('', { 'content-length': '3', 'content-encoding': 'gzip' }), false, undefined],
  ['a stream', () => byteSource(['con', 'tent']).stream, false, undefined],
  ['an async iterable', () => chunks(), false, undefined],
  ['a source that can be opened again', () => ({ name: 'a.txt', size: 7, open: chunks }), true, 7],
  ['a source of a stream', () => ({ name: 'a.txt', open: () => byteSource(['content']).stream }), true, undefined],
  ['a tuple of bytes', () => ['a.txt', bytes], true, 7],
  ['a tuple of text with its type', () => ['a.txt', 'content', 'text/plain'], true, 7],
  ['a tuple of a stream', () => ['a.txt', byteSource(['content']).stream, 'text/plain'], false, undefined],
]

describe('what can be uploaded', () => {
  it.each(everyKind)('is %s, with what is known about it (U1, U6, U11)', async (_what, make, replayable, size) => {
    const value = make()
    expect(isUploadable(value)).toBe(true)
    const file = part(value)
    expect([file.replayable, file.size]).toEqual([replayable, size])
    expect(await contentOf(file)).toBe('content')
  })

  it.each([
    ['text, which would be taken for a path', 'input.jsonl'],
    ['null', null],
    ['a number', 1],
    ['an object', { name: 'x' }],
    ['an array of two words', ['word', 'segment']],
    ['an array of three words', ['a', 'b', 'c']],
    ['an array of files', [new Blob(), new Blob()]],
    ['a list of four', ['a', new Blob(), 'text/plain', 'd']],
    ['a tuple of a tuple', ['a', ['b', new Blob()]]],
  ])('is not %s (U1)', (_what, value) => {
    expect(isUploadable(value)).toBe(false)
  })

  it('is opened afresh for each attempt where it can be (U6)', async () => {
    const file = part({ name: 'a.txt', open: chunks })
    expect([await contentOf(file), await contentOf(file)]).toEqual(['content', 'content'])
  })

  it('is not a Response that was read, or has no body (U1)', async () => {
    const used = new Response('x')
    await used.text()
    for (const value of [used, new Response(null)]) expect(() => part(value)).toThrow('file: the Response has no unread body to upload')
  })
})

describe('the name of a file', () => {
  const named = (properties: object): Uploadable => Object.assign(chunks(), properties)

  it.each([
    ['its own', new File([], 'a.txt'), 'a.txt'],
    ['its own without folders', new File([], 'C:\\folder\\a.txt'), 'a.txt'],
    ['that of a source', { name: '/tmp/b.txt', open: chunks }, 'b.txt'],
    ['its filename', named({ filename: 'f.txt', path: '/x/p.txt' }), 'f.txt'],
    ['the last part of its address, without query', fetched('https://a.example/x/d%20e.pdf?token=secret#f'), 'd e.pdf'],
    ['the last part of an address that cannot be decoded', fetched('https://a.example/x/%E0%A4%A'), '%E0%A4%A'],
    ['the last part of its path', named({ path: '/x/p.txt' }), 'p.txt'],
    ['file, for want of another', bytes, 'file'],
    ['file, where its address has no path', fetched('https://a.example/'), 'file'],
    ['file, where its address is none', named({ url: 'nonsense', path: '..' }), 'file'],
    ['the one given', ['given.txt', new File([], 'a.txt')], 'given.txt'],
    ['the one given, with its folders', ['a\\b/c.txt', bytes], 'a/b/c.txt'],
  ] as Array<[string, Uploadable, string]>)('is %s (U2)', (_what, value, name) => {
    expect(part(value).name).toBe(name)
  })

  it.each(['', '/etc/passwd', '\\share\\a', 'C:\\a', '../a', 'a/../b', 'a\\..', '..'])('may not be %j (U2, U7)', (name) => {
    expect(() => part([name, bytes])).toThrow(ConfigurationError)
    expect(() => part([name, bytes])).toThrow('cannot name a file')
  })
})

describe('the type of a file', () => {
  it.each([
    ['its own', new File([], 'a', { type: 'text/plain' }), 'text/plain'],
    ['that of a source', { name: 'a', type: 'text/csv', open: chunks }, 'text/csv'],
    ['that of the Response', fetched('', { 'content-type': 'application/pdf' }), 'application/pdf'],
    ['unspecific, for want of another', bytes, 'application/octet-stream'],
    ['unspecific, where its own is empty', new Blob([]), 'application/octet-stream'],
    ['the one given', ['a', new File([], 'a', { type: 'text/plain' }), 'text/x'], 'text/x'],
    ['the one given, also when that is none', ['a', new File([], 'a', { type: 'text/plain' }), ''], ''],
  ] as Array<[string, Uploadable, string]>)('is %s (U3)', (_what, value, type) => {
    expect(part(value).type).toBe(type)
  })

  it.each(['text/plain\r\nx-evil: 1', 'a\u0000', 'a\u007f'])('may not be %j (U7)', (type) => {
    expect(() => part(['a', bytes, type])).toThrow('control characters')
    expect(() => part({ name: 'a', type, open: chunks })).toThrow('control characters')
  })

  it('is read once, so that it cannot change after it was checked (U7)', () => {
    let reads = 0
    const source = {
      name: 'a',
      get type() {
        return reads++ === 0 ? 'text/plain' : 'text/plain\r\nx-evil: 1'
      },
      open: chunks,
    }
    expect([part(source).type, reads]).toEqual(['text/plain', 1])
  })
})
