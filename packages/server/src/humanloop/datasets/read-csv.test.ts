import { describe, expect, it } from 'vitest'
import { readCsv } from './read-csv.js'

const read = (...content: BlobPart[]) => readCsv(new File(content, 'datapoints.csv'))

async function refusal(...content: BlobPart[]): Promise<string> {
  const error: unknown = await read(...content).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ status: 422, issues: [{ path: ['body', 'file'] }] })
  return String((error as Error).message)
}

describe('reading CSV', () => {
  it('takes a column for each input, with or without its prefix', async () => {
    expect(await read('question, input.tone\nWhy?,kind\nHow?,')).toEqual([
      { inputs: { question: 'Why?', tone: 'kind' } },
      { inputs: { question: 'How?', tone: '' } },
    ])
  })

  it('takes targets as texts by name, as one JSON object, and as a text of its own', async () => {
    expect(await read('q,target.answer,targets.grade\na,4,\n')).toEqual([{ inputs: { q: 'a' }, target: { answer: '4' } }])
    expect(await read('q,target,target.more\na,"{""answer"":4}",x\nb,plain,\nc,,\nd,[1],')).toEqual([
      { inputs: { q: 'a' }, target: { answer: 4, more: 'x' } },
      { inputs: { q: 'b' }, target: { target: 'plain' } },
      { inputs: { q: 'c' } },
      { inputs: { q: 'd' }, target: { target: '[1]' } },
    ])
  })

  it('takes messages as JSON', async () => {
    expect(await read('messages\n"[{""role"":""user"",""content"":""Hi""}]"\n')).toEqual([{ inputs: {}, messages: [{ role: 'user', content: 'Hi' }] }])
  })

  it('keeps commas, quotes and line breaks of quoted cells, and takes every kind of line end and a byte order mark', async () => {
    expect(await read('\uFEFFa,b\r\n"x, ""y""","1\r\n2"\r\n\r\n , \rlast,3')).toEqual([
      { inputs: { a: 'x, "y"', b: '1\n2' } },
      { inputs: { a: 'last', b: '3' } },
    ])
  })

  it('gives no datapoints for a header alone', async () => {
    expect(await read('a,b\n')).toEqual([])
  })

  it('names the line of a row with too few or too many cells, counting those inside of cells', async () => {
    expect(await refusal('a,b\n"1\n2",3\n\nx\n')).toBe('Line 5 has a different number of cells (1) than the header (2).')
    expect(await refusal('a,b\n1,2,3')).toMatch(/^Line 2 .*\(3\)/)
  })

  it('names the line of a quote that is not closed', async () => {
    expect(await refusal('a,b\n1,2\n3,"x')).toMatch(/^Line 3: .*[Qq]uote/)
    expect(await refusal('a,b\n"1"2,3\n')).toMatch(/^Line 2: .*[Qq]uote/)
  })

  it.each(['no JSON', '{}', '[{"content":"no role"}]'])('names the line of messages that are %s', async (messages) => {
    expect(await refusal(`messages\n"[]"\n"${messages.replaceAll('"', '""')}"`)).toMatch(/^Line 3: messages/)
  })

  it('refuses a file without a header, without names in it, or with two columns for the same', async () => {
    expect(await refusal('\n\n')).toContain('empty')
    expect(await refusal('a,\n1,2')).toContain('no name')
    expect(await refusal('a,input.a\n1,2')).toBe('Two columns give inputs.a. Remove one.')
  })

  it('refuses what is not UTF-8', async () => {
    expect(await refusal(new Uint8Array([97, 10, 0xff]))).toContain('UTF-8')
  })

  it('refuses names that could change prototypes, and numbers that cannot be kept, with the line', async () => {
    expect(await refusal('__proto__\n1')).toContain('Line 2 has a key that could change prototypes')
    expect(await refusal('target\n"{""a"": 1e999}"')).toContain('Line 2 has a number')
  })
})
