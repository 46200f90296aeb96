import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createOpenAIClient } from '@smarter-api/core'
import { uploads } from '@smarter-api/files/uploads'
import { responses } from '@smarter-api/schemas/openai'
import { OpenAI } from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chosenDifferences } from './chosen-differences.js'
import { pairedCalls, type PairedCall } from './paired-calls.js'
import { type RecordedRequest, type Recorder, startRecorder } from './recorder.js'

const folder = await mkdtemp(join(tmpdir(), 'openai-witness-'))
const path = join(folder, 'lines.jsonl')
const calls = pairedCalls(path).map((call) => [call.name, call] as const)
let recorder: Recorder

beforeAll(async () => {
  await writeFile(path, '{"messages":[]}\n'.repeat(5000))
  recorder = await startRecorder()
})

afterAll(async () => {
  await recorder.close()
  await rm(folder, { recursive: true })
})

async function record({ theirs, ours }: PairedCall): Promise<{ expected: RecordedRequest; actual: RecordedRequest }> {
  const settings = { baseURL: recorder.url, apiKey: 'sk-witness', maxRetries: 0 }
  await theirs(new OpenAI(settings))
  const [expected, ...others] = recorder.take()
  await ours(createOpenAIClient(settings))
  const [actual, ...more] = recorder.take()
  if (!expected || !actual || others.length + more.length > 0) throw new Error('each client sends one request')
  return { expected, actual }
}

function withoutHeaders({ line, query, body }: RecordedRequest): Omit<RecordedRequest, 'headers'> {
  return { line, query, body }
}

function answer(): Response {
  return Object.defineProperty(new Response('{}', { headers: { 'content-type': 'application/jsonl' } }), 'url', { value: 'https://example.com/a/lines.jsonl?secret=1' })
}

/** The header that stands in the table for this one. */
function kindOf(header: string): string {
  return header.startsWith('x-stainless-') ? 'x-stainless-*' : header
}

function differingHeaders({ headers: one }: RecordedRequest, { headers: other }: RecordedRequest): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => one[name] !== other[name]).map(kindOf)
}

describe("our packages and OpenAI's client", () => {
  it.each(calls)('send the same route, query and body for %s', async (_, call) => {
    const { expected, actual } = await record(call)
    expect(withoutHeaders(actual)).toEqual(withoutHeaders(expected))
  })

  it('do so for every operation of the API', async () => {
    const lines: string[] = []
    for (const [, call] of calls) lines.push((await record(call)).actual.line)
    const patterns = Object.keys(responses).map((route) => new RegExp(`^${route.replace(' ', ' /v1').replace(/#stream$/, '').replaceAll(/\{\w+\}/g, '[^/]+')}$`))
    expect(patterns.filter((pattern) => !lines.some((line) => pattern.test(line)))).toEqual([])
  })

  it('send the same headers, but for the differences that are chosen', async () => {
    const found = new Set<string>()
    for (const [, call] of calls) {
      const { expected, actual } = await record(call)
      for (const name of differingHeaders(expected, actual)) found.add(name)
    }
    expect([...found].toSorted()).toEqual(Object.keys(chosenDifferences).toSorted())
  })

  it('send the same type and length of JSON, and the same type of forms', async () => {
    for (const [, call] of calls) {
      const { expected, actual } = await record(call)
      const isForm = Array.isArray(expected.body)
      const [theirs, ours] = [expected, actual].map(({ headers }) => [headers['content-type']?.split(';')[0], isForm || headers['content-length']])
      expect(ours).toEqual(theirs)
    }
  })

  it('differ by choice for a file from an answer: ours keeps its type, and leaves out the query of its address', async () => {
    const { expected, actual } = await record({
      name: 'a file from an answer',
      theirs: (client) => client.files.create({ file: answer(), purpose: 'evals' }),
      ours: (client) => uploads(client).create({ file: answer(), purpose: 'evals' }),
    })
    const purpose = { name: 'purpose', filename: undefined, contentType: undefined, bytes: 'evals' }
    expect(expected.body).toEqual([{ name: 'file', filename: 'lines.jsonl?secret=1', contentType: 'application/octet-stream', bytes: '{}' }, purpose])
    expect(actual.body).toEqual([{ name: 'file', filename: 'lines.jsonl', contentType: 'application/jsonl', bytes: '{}' }, purpose])
  })

  it.each([
    ['a byte', new File(['a\n'], 'a.txt')],
    ['a name', new File(['a\r\n'], 'b.txt')],
    ['a type', new File(['a\r\n'], 'a.txt', { type: 'text/plain' })],
  ])('would be found to differ by %s of a file', async (_, file) => {
    const { expected, actual } = await record({
      name: 'two files',
      theirs: (client) => client.files.create({ file: new File(['a\r\n'], 'a.txt'), purpose: 'batch' }),
      ours: (client) => uploads(client).create({ file, purpose: 'batch' }),
    })
    expect(withoutHeaders(actual)).not.toEqual(withoutHeaders(expected))
  })
})
