import { describe, expect, it } from 'vitest'
import { EventDecoder, type ServerSentEvent } from './server-sent-events.js'

const encoder = new TextEncoder()

function decode(...chunks: Array<string | Uint8Array>): ServerSentEvent[] {
  const decoder = new EventDecoder()
  const events: ServerSentEvent[] = []
  for (const chunk of chunks) {
    decoder.push(typeof chunk === 'string' ? encoder.encode(chunk) : chunk)
    for (let event = decoder.shift(); event; event = decoder.shift()) events.push(event)
  }
  return events
}

function unfinished(text: string | Uint8Array): boolean {
  const decoder = new EventDecoder()
  decoder.push(typeof text === 'string' ? encoder.encode(text) : text)
  while (decoder.shift());
  return decoder.hasUnfinishedEvent()
}

const dataOf = (...chunks: Array<string | Uint8Array>): string[] => decode(...chunks).map(({ data }) => data)
const endings = ['\n', '\r', '\r\n']

describe('lines of an event stream', () => {
  it.each(endings.flatMap((first) => endings.map((second) => [first, second] as const)).filter(([first, second]) => first + second !== '\r\n'))(
    'close an event at two line endings in any mix: %j then %j (S1, S3)',
    (first, second) => {
      expect(dataOf(`data: 1${first}${second}data: 2${first}${second}`)).toEqual(['1', '2'])
    },
  )

  it('count CR LF as one ending (S3)', () => {
    expect(decode('data: 1\r\n')).toEqual([])
    expect(dataOf('data: 1\r\ndata: 2\r\n\r\n')).toEqual(['1\n2'])
  })

  it('end at a trailing CR without waiting for the next chunk (S1)', () => {
    expect(dataOf('data: 1\r\r')).toEqual(['1'])
  })

  it('swallow a line feed that comes in the chunk after its CR (S1)', () => {
    expect(dataOf('data: 1\r', '\ndata: 2\r', '\n\r', '\ndata: 3\n\n')).toEqual(['1\n2', '3'])
  })

  it('may be split anywhere, byte by byte, with the same events (S1, S2)', () => {
    const bytes = encoder.encode('event: a\r\ndata: é\u{1f600}\r\n\r\n: note\rdata: 2\r\rid: 7\ndata: 3\n\n')
    expect(decode(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(decode(bytes))
    expect(decode(bytes)).toMatchObject([{ event: 'a', data: 'é\u{1f600}' }, { data: '2' }, { data: '3', id: '7' }])
  })

  it('do not end at U+2028, U+2029, vertical tab, form feed or NEL: those are data (S1)', () => {
    const data = 'a\u2028b\u2029c\vd\fe\u0085f'
    expect(dataOf(`data: ${data}\n\n`)).toEqual([data])
  })

  it('are scanned once, however small the chunks are (S2)', () => {
    const length = 30_000
    const decoder = new EventDecoder()
    let fed = 0
    const feed = decoder.parser.feed
    decoder.parser.feed = (part) => {
      fed += part.length
      feed(part)
    }
    const bytes = encoder.encode(`data: ${'x'.repeat(length)}\n\n`)
    for (const byte of bytes) {
      decoder.push(Uint8Array.of(byte))
      if (byte !== 10) expect(decoder.shift()).toBeUndefined()
    }
    expect(decoder.shift()?.data).toHaveLength(length)
    expect(fed).toBe(bytes.length)
    expect(decoder.text).toBe('')
  })

  it('have no limit: an event of 64 MiB arrives whole (S18)', () => {
    const chunk = encoder.encode('x'.repeat(1024 * 1024))
    const decoder = new EventDecoder()
    decoder.push(encoder.encode('data: '))
    for (let index = 0; index < 64; index++) {
      decoder.push(chunk)
      expect(decoder.shift()).toBeUndefined()
    }
    decoder.push(encoder.encode('x\n\n'))
    expect(decoder.shift()?.data).toHaveLength(64 * 1024 * 1024 + 1)
  })

  it('are parsed as events are asked for, not a whole chunk ahead (S3)', () => {
    const decoder = new EventDecoder()
    const event = `data: ${'x'.repeat(1000)}\n\n`
    decoder.push(encoder.encode(event.repeat(2000)))
    expect(decoder.shift()?.data).toHaveLength(1000)
    expect(decoder.queue.length).toBeLessThan(20)
    expect(decoder.text.length).toBeGreaterThan(1_900_000)
  })
})

describe('fields of an event', () => {
  it('keep name, data, id and retry (S4)', () => {
    expect(decode('event: delta\ndata: 1\nid: 5\nretry: 1500\n\n')).toEqual([{ event: 'delta', data: '1', id: '5', retry: 1500 }])
  })

  it('keep the last id and retry for later events (S4)', () => {
    expect(decode('id: 5\nretry: 10\ndata: 1\n\ndata: 2\n\nid\ndata: 3\n\n')).toMatchObject([
      { id: '5', retry: 10 },
      { id: '5', retry: 10 },
      { id: '', retry: 10 },
    ])
  })

  it('ignore an id with NUL and a retry that is not digits (S4)', () => {
    expect(decode('id: a\u0000b\nretry: 1e3\ndata: 1\n\n')).toEqual([{ event: undefined, data: '1', id: undefined, retry: undefined }])
  })

  it('join data lines by line feeds and lose one leading space only (S4)', () => {
    expect(dataOf('data:a\ndata: b\ndata:  c\ndata\n\n')).toEqual(['a\nb\n c\n'])
  })

  it('ignore comments and unknown fields, and take a field without colon as empty (S4)', () => {
    expect(decode(': keep-alive\nunknown: 1\nnonsense\nevent\ndata\n\n')).toEqual([{ event: undefined, data: '', id: undefined, retry: undefined }])
  })

  it('make no event without data (S5)', () => {
    expect(decode('event: ping\n\n: note\n\ndata: 1\n\n')).toMatchObject([{ event: undefined, data: '1' }])
  })

  it('lose a byte order mark at the start of the stream and nowhere else (S6)', () => {
    expect(dataOf('\ufeffdata: 1\n\n\ufeffdata: lost\n\ndata: \ufeff2\n\n')).toEqual(['1', '\ufeff2'])
    expect(dataOf(Uint8Array.of(0xef), Uint8Array.of(0xbb), Uint8Array.of(0xbf), 'data: 1\n\n')).toEqual(['1'])
  })
})

describe('the end of an event stream', () => {
  it.each(['data: 1', 'data: 1\n', 'data: 1\r', 'event: a\r\ndata: 1\r\n', 'data: 0\n\ndata: 1'])('is within an event after %j (S7)', (text) => {
    expect(unfinished(text)).toBe(true)
  })

  it('is within an event where a character is cut in two (S7)', () => {
    expect(unfinished(encoder.encode('data: é').slice(0, -1))).toBe(true)
  })

  it.each(['', 'data: 1\n\n', 'data: 1\r\r', 'data: 1\r\n\r\n', ': note\n', 'event: ping\n', 'data: 1\n\n\n\n'])('is clean after %j (S7)', (text) => {
    expect(unfinished(text)).toBe(false)
  })
})
