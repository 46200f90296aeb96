import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { bind, type Bound, type OpenAIStyleClient } from '@smarter-api/core'
import { localServer, openaiTestClient, smarterTestClient } from '@smarter-api/test-support'
import {
  APIConnectionError,
  APIUserAbortError,
  BadRequestError,
  ConfigurationError,
  createOpenAIClient,
  createUpload,
  deleteUpload,
  listUploads,
  NotFoundError,
  retrieveUpload,
  retrieveUploadContent,
  type Uploadable,
  uploads,
  waitForUpload,
} from './index.js'
import type * as Methods from './methods.js'

const standalone: typeof Methods = {
  content: retrieveUploadContent,
  create: createUpload,
  delete: deleteUpload,
  list: listUploads,
  retrieve: retrieveUpload,
  waitForProcessing: waitForUpload,
}

const styles: [string, (client: OpenAIStyleClient) => Bound<typeof Methods>][] = [
  ['standalone functions', (client) => bind(client, standalone)],
  ['the facade', uploads],
]

const clients = [
  ['an OpenAI client', openaiTestClient],
  ['a Smarter client', smarterTestClient],
] as const

const cases = styles.flatMap(([style, bound]) => clients.map(([kind, make]) => [style, kind, bound, make] as const))
const file = { id: 'file-1', object: 'file', bytes: 3, created_at: 1, filename: 'input.jsonl', purpose: 'fine-tune', status: 'processed' }
const file_id = 'file-1'
const text = '{}\n'

async function* pieces(): AsyncGenerator<Uint8Array> {
  for (const character of text) yield new TextEncoder().encode(character)
}

describe.each(cases)('%s with %s', (_, __, bound, make) => {
  function answering(answer: () => Response) {
    const { client, sent } = make({ answer: async () => answer() })
    return { files: bound(client), sent }
  }

  it.each<[string, () => Uploadable, string]>([
    ['a named file', () => new File([text], 'input.jsonl', { type: 'application/jsonl' }), 'application/jsonl'],
    ['named bytes', () => ['input.jsonl', new TextEncoder().encode(text)], 'application/octet-stream'],
    ['named text', () => ['input.jsonl', text, 'application/jsonl'], 'application/jsonl'],
    ['a stream', () => ['input.jsonl', new Blob([text]).stream()], 'application/octet-stream'],
    ['pieces', () => ['input.jsonl', pieces(), 'application/jsonl'], 'application/jsonl'],
    ['a source', () => ({ name: 'input.jsonl', size: text.length, open: pieces }), 'application/octet-stream'],
  ])('upload %s', async (_kind, make_file, type) => {
    const { files, sent } = answering(() => Response.json(file))
    expect(await files.create({ file: make_file(), purpose: 'fine-tune', expires_after: { anchor: 'created_at', seconds: 3600 } })).toEqual(file)
    const form = sent[0]?.body as FormData
    const part = form.get('file') as File
    expect([sent[0]?.line, part.name, part.type, await part.text()]).toEqual(['POST /files', 'input.jsonl', type, text])
    expect([...form].filter(([name]) => name !== 'file')).toEqual([
      ['purpose', 'fine-tune'],
      ['expires_after[anchor]', 'created_at'],
      ['expires_after[seconds]', '3600'],
    ])
  })

  it('send nothing for what cannot be a file', async () => {
    const { files, sent } = answering(() => Response.json(file))
    await expect(files.create({ file: ['../secrets', new Blob([text])], purpose: 'batch' })).rejects.toThrow(ConfigurationError)
    expect(sent).toHaveLength(0)
  })

  it('find and delete a file', async () => {
    const { files, sent } = answering(() => Response.json({ ...file, deleted: true }))
    expect(await files.retrieve({ file_id })).toMatchObject({ filename: 'input.jsonl' })
    expect(await files.delete({ file_id })).toMatchObject({ deleted: true })
    expect(sent.map(({ line }) => line)).toEqual(['GET /files/file-1', 'DELETE /files/file-1'])
  })

  it('walk every file of every page, and ask for no page after the last', async () => {
    const pages = [['a', 'b'], ['c']]
    const { files, sent } = answering(() => {
      const data = (pages.shift() ?? []).map((id) => Object.assign({}, file, { id }))
      return Response.json({ object: 'list', data, has_more: pages.length > 0, last_id: data.at(-1)?.id })
    })
    const ids: string[] = []
    for await (const { id } of files.list({ purpose: 'fine-tune', limit: 2, order: 'asc' })) ids.push(id)
    expect(ids).toEqual(['a', 'b', 'c'])
    expect(sent.map(({ line }) => line)).toEqual(['GET /files?purpose=fine-tune&limit=2&order=asc', 'GET /files?purpose=fine-tune&limit=2&order=asc&after=b'])
  })

  it('give the content as it is, whatever it is', async () => {
    const bytes = new Uint8Array([0, 255, 10, 13])
    const { files, sent } = answering(() => new Response(bytes, { headers: { 'content-type': 'image/png' } }))
    const answer = await files.content({ file_id })
    expect([answer.headers.get('content-type'), new Uint8Array(await answer.arrayBuffer())]).toEqual(['image/png', bytes])
    expect(sent[0]?.line).toBe('GET /files/file-1/content')
  })

  it.each([
    [400, BadRequestError],
    [404, NotFoundError],
  ])('raise a typed error for the status %i, also for contents and uploads', async (status, errorClass) => {
    const { files } = answering(() => Response.json({ error: { message: 'Not so.', type: 'invalid_request_error' } }, { status }))
    await expect(files.content({ file_id })).rejects.toThrow(errorClass)
    await expect(files.create({ file: new Blob([text]), purpose: 'batch' })).rejects.toThrow(errorClass)
  })
})

describe('retrieveUploadContent from a real server', () => {
  it('gives the first bytes before the last are written, and holds none back', async () => {
    let rest: (() => void) | undefined
    await using server = await serving((answer) => {
      answer.write('first')
      rest = () => answer.end('last')
    })
    const reader = (await retrieveUploadContent(server.client, { file_id })).body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('first')
    rest?.()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('last')
    expect((await reader?.read())?.done).toBe(true)
  })

  it('closes the connection when the rest is not wanted', async () => {
    await using server = await serving((answer) => answer.write('first'))
    await (await retrieveUploadContent(server.client, { file_id })).body?.cancel()
    await server.closed()
  })

  it('ends with an APIUserAbortError when the caller aborts, and with an APIConnectionError when the connection breaks', async () => {
    const controller = new AbortController()
    await using endless = await serving((answer) => answer.write('first'))
    const content = await retrieveUploadContent(endless.client, { file_id }, { signal: controller.signal })
    controller.abort()
    await expect(content.text()).rejects.toThrow(APIUserAbortError)
    await using broken = await serving((answer) => {
      answer.writeHead(200, { 'content-length': '100' })
      answer.write('first', () => answer.destroy())
    })
    const torn = await retrieveUploadContent(broken.client, { file_id })
    await expect(torn.text()).rejects.toThrow(APIConnectionError)
  })
})

describe('createUpload to a real server', () => {
  it('sends a file piece by piece, the first before the last is made', async () => {
    let arrived: (() => void) | undefined
    const received = new Promise<void>((resolve) => (arrived = resolve))
    await using server = await localServer(async (request, answer) => {
      let body = ''
      for await (const piece of request) {
        body += String(piece)
        if (body.includes('first')) arrived?.()
      }
      answer.setHeader('content-type', 'application/json')
      answer.end(JSON.stringify({ ...file, filename: /filename="(.*?)"/.exec(body)?.[1], bytes: /first.*last/s.exec(body)?.[0].length }))
    })
    async function* slow(): AsyncGenerator<string> {
      yield 'first'
      await received
      yield 'last'
    }
    const client = createOpenAIClient({ apiKey: null, baseURL: server.url, maxRetries: 0 })
    expect(await createUpload(client, { file: ['slow.txt', slow()], purpose: 'batch' })).toMatchObject({ filename: 'slow.txt', bytes: 9 })
  })
})

describe('the facade', () => {
  it('has every function and nothing else', () => {
    expect(new Set(Object.keys(uploads(openaiTestClient().client)))).toEqual(new Set(Object.keys(standalone)))
  })
})

/** A client of a real server whose answers begin by a function. */
async function serving(begin: (answer: ServerResponse) => void) {
  let closed = Promise.resolve<unknown>(undefined)
  const server = await localServer((_, answer) => {
    closed = once(answer, 'close')
    begin(answer)
  })
  const client = createOpenAIClient({ apiKey: null, baseURL: server.url, maxRetries: 0 })
  return { client, closed: () => closed, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}
