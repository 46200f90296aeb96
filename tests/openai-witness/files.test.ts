import { OpenAI, toFile } from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Connection, gather } from './connect.js'

const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251)

describe.each(['/v1', '/api/v1'])("OpenAI's client in front of the server, at %s, with files", (path) => {
  let connection: Connection
  let openai: OpenAI

  beforeAll(async () => {
    connection = await connect(path)
    ;({ openai } = connection)
  })

  afterAll(() => connection.close())

  it('uploads bytes, and reads the same bytes', async () => {
    const file = await openai.files.create({ file: await toFile(bytes, 'ä "b".bin'), purpose: 'user_data' })
    expect(file).toMatchObject({ object: 'file', bytes: bytes.length, filename: 'ä "b".bin', purpose: 'user_data' })
    expect(await openai.files.retrieve(file.id)).toEqual(file)
    const content = await openai.files.content(file.id)
    expect(Buffer.from(await content.arrayBuffer()).equals(bytes)).toBe(true)
  })

  it('uploads a stream, and waits until it is processed', async () => {
    const stream = new Response('{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}\n')
    const { id } = await openai.files.create({ file: await toFile(stream, 'lines.jsonl'), purpose: 'fine-tune' })
    expect((await openai.files.waitForProcessing(id, { pollInterval: 1 })).status).toBe('processed')
  })

  it('walks files page by page, both ways, and those of one purpose', async () => {
    const made: string[] = []
    for (const name of ['a', 'b', 'c', 'd', 'e']) made.push((await openai.files.create({ file: await toFile(bytes, name), purpose: 'vision' })).id)
    const list = async (order: 'asc' | 'desc'): Promise<string[]> => (await gather(openai.files.list({ purpose: 'vision', limit: 2, order }))).map(({ id }) => id)
    expect(await list('asc')).toEqual(made)
    expect(await list('desc')).toEqual(made.toReversed())
    const first = await openai.files.list({ purpose: 'vision', limit: 3 })
    expect([first.data.length, first.hasNextPage(), (await first.getNextPage()).hasNextPage()]).toEqual([3, true, false])
  })

  it('deletes a file, which is then gone', async () => {
    const { id } = await openai.files.create({ file: await toFile(bytes, 'a'), purpose: 'batch' })
    expect(await openai.files.delete(id)).toEqual({ id, object: 'file', deleted: true })
    for (const ask of [openai.files.retrieve(id), openai.files.content(id), openai.files.delete(id)]) await expect(ask).rejects.toThrow(OpenAI.NotFoundError)
  })

  it('raises the errors of its own that fit', async () => {
    const nothing = openai.post('/files', { body: {} })
    await expect(nothing).rejects.toThrow(OpenAI.APIError)
    await expect(openai.files.list({ after: 'file-none' })).rejects.toThrow(OpenAI.APIError)
  })
})
