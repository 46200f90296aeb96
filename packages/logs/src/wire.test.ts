import { describe, expect, it } from 'vitest'
import { humanloopTestClient } from '@smarter-api/test-support'
import { deleteLogs, getLog, listLogs, logs } from './index.js'
import * as methods from './methods.js'

interface Pages {
  total: number
  size: number
  /** Items of the last page. */
  last: number
}

function paged({ total, size, last }: Pages) {
  const count = Math.ceil(total / size)
  return humanloopTestClient({
    answer: async ({ url }) => {
      const page = Number(new URL(url).searchParams.get('page') ?? 1)
      const records = Array.from({ length: page < count ? size : last }, (_, index) => ({ id: `log_${page}_${index}` }))
      return Response.json({ records, page, size, total })
    },
  })
}

describe('list', () => {
  it('repeats the key of an array and passes dates and flags on', async () => {
    const { client, sent } = paged({ total: 0, size: 10, last: 0 })
    await listLogs(client, {
      file_id: 'pr_1',
      id: ['log_a', 'log_b'],
      in_trace_filter: [true, false],
      start_date: '2025-05-20T10:00:00.123456+02:00',
      end_date: '2025-05-21',
      search: 'a & b',
      include_trace_children: false,
    })
    const [path, query] = sent[0]?.line.split('?') ?? []
    expect(path).toBe('GET /logs')
    expect([...new URLSearchParams(query)]).toEqual([
      ['file_id', 'pr_1'],
      ['id', 'log_a'],
      ['id', 'log_b'],
      ['in_trace_filter', 'true'],
      ['in_trace_filter', 'false'],
      ['start_date', '2025-05-20T10:00:00.123456+02:00'],
      ['end_date', '2025-05-21'],
      ['search', 'a & b'],
      ['include_trace_children', 'false'],
    ])
  })

  it.each([
    ['a full page that reaches the total', { total: 4, size: 2, last: 2 }, 4, 2],
    ['a short page', { total: 3, size: 2, last: 1 }, 3, 2],
    ['a page shorter than the total promised', { total: 100, size: 60, last: 3 }, 63, 2],
    ['an empty page', { total: 4, size: 2, last: 0 }, 2, 2],
    ['an empty first page', { total: 0, size: 2, last: 0 }, 0, 1],
  ])('ends at %s', async (_, pages, items, requests) => {
    const { client, sent } = paged(pages)
    let count = 0
    for await (const _ of listLogs(client, { file_id: 'pr_1', size: pages.size })) count += 1
    expect([count, sent.length]).toEqual([items, requests])
  })
})

describe('delete', () => {
  it('sends every id in the query, and gives nothing', async () => {
    const { client, sent } = humanloopTestClient({ answer: async () => new Response(null, { status: 204 }) })
    expect(await deleteLogs(client, { id: ['log_a', 'log_b'] })).toBeUndefined()
    expect(sent).toMatchObject([{ line: 'DELETE /logs?id=log_a&id=log_b', body: undefined }])
  })
})

describe('get', () => {
  it('gives a Log of a kind that is not known yet', async () => {
    const log = { id: 'log_1', type: 'dream', dream: { colour: 'blue' } }
    const { client, sent } = humanloopTestClient({ answer: async () => Response.json(log) })
    expect(await getLog(client, { id: 'log_1' })).toEqual(log)
    expect(sent).toMatchObject([{ line: 'GET /logs/log_1', body: undefined }])
  })
})

describe('the facade', () => {
  it('has every function and nothing else', () => {
    expect(new Set(Object.keys(logs(humanloopTestClient().client)))).toEqual(new Set(Object.keys(methods)))
  })
})
