import { OpenAIErrorResponseSchema } from '@smarter-api/schemas/openai'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { connectOpenAI, origin } from '../../testing/connect.js'
import type { Sent } from '../../testing/connect.js'
import { engines } from '../../testing/engines.js'
import { example, uploadForm } from '../../testing/with-upload.js'

function errorOf({ body }: Sent) {
  return v.parse(OpenAIErrorResponseSchema, body).error
}

describe.each(engines)('uploads in %s', (_name, open) => {
  it('are kept byte by byte until they are deleted', async () => {
    const { ask, send, server } = connectOpenAI({ repository: await open() })
    const content = new Uint8Array(700_000).map((_, index) => index % 256)
    const file = await ask('POST /files', {}, uploadForm(content, { purpose: 'user_data', name: 'naïve "file".bin' }))
    expect(file).toMatchObject({ object: 'file', bytes: 700_000, filename: 'naïve "file".bin', purpose: 'user_data', status: 'processed', expires_at: null })
    expect(await ask('GET /files/{file_id}', { file_id: file.id })).toEqual(file)
    const answer = await server.fetch(`${origin}/v1/files/${file.id}/content`)
    expect(Object.fromEntries(answer.headers)).toMatchObject({ 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff' })
    expect(Buffer.compare(new Uint8Array(await answer.arrayBuffer()), content)).toBe(0)
    expect(await ask('DELETE /files/{file_id}', { file_id: file.id })).toEqual({ id: file.id, object: 'file', deleted: true })
    for (const route of [`GET /files/${file.id}`, `GET /files/${file.id}/content`, `DELETE /files/${file.id}`]) expect((await send(route)).status).toBe(404)
  })

  it('are listed in pages, by purpose and in both directions', async () => {
    const { ask, send } = connectOpenAI({ repository: await open() })
    const ids: string[] = []
    for (const purpose of ['evals', 'user_data', 'evals']) ids.push((await ask('POST /files', {}, uploadForm('x', { purpose }))).id)
    const list = async (query: string) => {
      const { data, has_more } = await ask('GET /files', {}, undefined, query)
      return [data.map(({ id }) => ids.indexOf(id)), has_more]
    }
    expect(await list('')).toEqual([[2, 1, 0], false])
    expect(await list('?limit=2')).toEqual([[2, 1], true])
    expect(await list(`?limit=2&after=${ids[1]}`)).toEqual([[0], false])
    expect(await list('?order=asc&purpose=evals')).toEqual([[0, 2], false])
    expect(errorOf(await send('GET /files?after=none')).param).toBe('after')
  })
})

describe('uploads', () => {
  it('expire when they are told to, and those for batches after thirty days', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z')
    const { ask, send } = connectOpenAI({ clock: () => new Date(now) })
    const short = await ask('POST /files', {}, uploadForm('x', { 'expires_after[anchor]': 'created_at', 'expires_after[seconds]': '3600' }))
    const batch = await ask('POST /files', {}, uploadForm('x', { purpose: 'batch' }))
    expect([short.expires_at, batch.expires_at]).toEqual([short.created_at + 3600, batch.created_at + 30 * 24 * 3600])
    now += 3_600_000
    expect((await send(`GET /files/${short.id}`)).status).toBe(404)
    expect((await ask('GET /files')).data.map(({ id }) => id)).toEqual([batch.id])
  })

  it('for fine-tuning are looked at line by line', async () => {
    const { ask } = connectOpenAI()
    const statusOf = async (content: string | Uint8Array<ArrayBuffer>) => {
      const { status, status_details: details } = await ask('POST /files', {}, uploadForm(content, { purpose: 'fine-tune' }))
      return [status, details]
    }
    const right = [example, '{"prompt": "a", "completion": "b"}', '{"input": {}, "preferred_output": [], "non_preferred_output": []}']
    expect(await statusOf(`${right.join('\n')}\r\n\n`)).toEqual(['processed', null])
    expect(await statusOf(`${example}\n{"messages": [}`)).toEqual(['error', 'Line 2: it is not a JSON object.'])
    expect(await statusOf(`${example}\n\n{"messages": [{"content": "x"}]}`)).toEqual(['error', 'Line 3: messages[0] has no role.'])
    expect(await statusOf('{"messages": "x"}')).toEqual(['error', expect.stringMatching(/^Line 1: messages/)])
    expect(await statusOf('{"text": "x"}')).toEqual(['error', expect.stringMatching(/^Line 1: it has neither/)])
    expect(await statusOf('')).toEqual(['error', expect.stringContaining('no example')])
    expect(await statusOf(new Uint8Array([255, 254]))).toEqual(['error', expect.stringContaining('UTF-8')])
  })

  it('are refused without a file, with an unknown purpose, with other fields, and when they are too large', async () => {
    const { send } = connectOpenAI({ maxBodyBytes: 1000 })
    const text = new FormData()
    text.set('purpose', 'evals')
    expect(errorOf(await send('POST /files', text))).toMatchObject({ param: 'file', code: 'missing_required_parameter' })
    text.set('file', 'no file')
    expect(errorOf(await send('POST /files', text)).param).toBe('file')
    expect(errorOf(await send('POST /files', uploadForm('x', { purpose: 'fun' })))).toMatchObject({ param: 'purpose' })
    expect(errorOf(await send('POST /files', uploadForm('x', { colour: 'red' })))).toMatchObject({ param: 'colour', code: 'unknown_parameter' })
    expect(errorOf(await send('POST /files', uploadForm('x', { 'expires_after[seconds]': 'soon' }))).param).toContain('expires_after')
    expect(await send('POST /files', uploadForm('x'.repeat(1000)))).toMatchObject({ status: 413, body: { error: { code: 'request_too_large' } } })
    expect((await send('POST /files', { file: 'x' })).status).toBe(415)
  })

  it('are made once when they are sent twice with one key, whatever stands between the parts', async () => {
    const { ask, send } = connectOpenAI()
    const headers = { 'idempotency-key': 'once' }
    const first = await send('POST /files', uploadForm('x'), headers)
    expect((await send('POST /files', uploadForm('x'), headers)).text).toBe(first.text)
    expect((await send('POST /files', uploadForm('y'), headers)).status).toBe(422)
    expect((await ask('GET /files')).data).toHaveLength(1)
  })
})
