import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConfigurationError } from '../errors.js'
import { fromPath } from '../node.js'
import { localServer } from '../testing/local-server.js'
import { testClient } from '../testing/test-client.js'
import { upload } from '../upload.js'

let folder = ''
let path = ''
const large = 3 * 1024 * 1024

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'from-path-'))
  path = join(folder, 'input é.jsonl')
  await writeFile(path, Buffer.alloc(large, 'x'))
})

afterAll(async () => {
  await rm(folder, { recursive: true })
})

describe('fromPath', () => {
  it('knows name and length, from a path or a file URL (U1, U2, U11)', () => {
    for (const given of [path, pathToFileURL(path)]) expect(fromPath(given)).toMatchObject({ name: 'input é.jsonl', size: large, type: undefined })
  })

  it('takes another name and a type (U2, U3)', () => {
    expect(fromPath(path, { name: 'b.jsonl', type: 'application/jsonl' })).toMatchObject({ name: 'b.jsonl', type: 'application/jsonl' })
  })

  it('refuses a path where there is no file, or no file to read, before anything is sent (U1)', () => {
    expect(() => fromPath(join(folder, 'missing'))).toThrow(ConfigurationError)
    expect(() => fromPath(join(folder, 'missing'))).toThrow(/There is no file to upload at ".*missing" \(ENOENT\); check the path/)
    expect(() => fromPath(folder)).toThrow('is not a file and cannot be uploaded')
  })

  it('is uploaded with its length, a part at a time, and again for a retry (R14, U6, U11)', async () => {
    const seen: Array<{ length: string | undefined; received: number }> = []
    await using server = await localServer(async (request, response) => {
      let received = 0
      for await (const part of request) received += (part as Buffer).length
      seen.push({ length: request.headers['content-length'], received })
      response.writeHead(seen.length === 1 ? 503 : 200, { 'content-type': 'application/json', 'retry-after-ms': '0' }).end('{}')
    })
    await upload(testClient(globalThis.fetch, { baseURL: server.url }), 'POST /files', { file: fromPath(path) })
    expect(seen).toHaveLength(2)
    for (const { length, received } of seen) expect(Number(length)).toBe(received)
    expect(seen[0]?.received).toBeGreaterThan(large)
  })
})
