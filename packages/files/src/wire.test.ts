import { describe, expect, it } from 'vitest'
import { humanloopTestClient } from '@smarter-api/test-support'
import * as directoryMethods from './directories/methods.js'
import * as fileMethods from './files/methods.js'
import { directories, files, listFiles, updateDirectory } from './index.js'

const created_at = '2026-01-01T00:00:00Z'
const support = { id: 'dir_2', parent_id: 'dir_1', name: 'support', path: 'support', tags: [], created_at, updated_at: created_at }

function answering(body: object) {
  return humanloopTestClient({ answer: async () => Response.json(body) })
}

/** A client of a list of three files on pages of two; the given total is what each page says about the whole list. */
function paging(total: number) {
  const paths = ['a', 'b', 'c']
  return humanloopTestClient({
    client: { validate: undefined },
    answer: async ({ url }) => {
      const page = Number(new URL(url).searchParams.get('page') ?? 1)
      return Response.json({ records: paths.slice(2 * page - 2, 2 * page).map((path) => ({ path })), page, size: 2, total })
    },
  })
}

describe('listFiles', () => {
  it('repeats the kinds in the query, on every page', async () => {
    const { client, sent } = paging(3)
    const found: string[] = []
    for await (const { path } of listFiles(client, { type: ['prompt', 'agent'], template: false, size: 2 })) found.push(path)
    expect(found).toEqual(['a', 'b', 'c'])
    expect(sent.map(({ line }) => line)).toEqual([
      'GET /files?type=prompt&type=agent&template=false&size=2',
      'GET /files?type=prompt&type=agent&template=false&size=2&page=2',
    ])
  })

  it('gives one page when awaited, and ends at the total even if the page is full', async () => {
    const { client } = paging(2)
    const page = await listFiles(client, { size: 2 })
    expect([page.items.length, page.total, page.hasNextPage()]).toEqual([2, 2, false])
  })

  it('ends at a short page, whatever the total promises', async () => {
    const { client, sent } = paging(9)
    for await (const _ of listFiles(client));
    expect(sent).toHaveLength(2)
  })
})

describe('updateDirectory', () => {
  it('sends null, which is not the same as nothing', async () => {
    const { client, sent } = answering(support)
    await updateDirectory(client, { id: 'dir_2', name: 'help', parent_id: null })
    expect(sent.map(({ line, body }) => [line, body])).toEqual([['PATCH /directories/dir_2', { name: 'help', parent_id: null }]])
  })
})

describe('the facades', () => {
  const { client } = answering([])

  it('have every function and nothing else', () => {
    expect(new Set(Object.keys(files(client)))).toEqual(new Set(Object.keys(fileMethods)))
    expect(new Set(Object.keys(directories(client)))).toEqual(new Set(Object.keys(directoryMethods)))
  })

  it('work with their functions taken apart', async () => {
    const { list } = directories(client)
    expect(await list()).toEqual([])
  })
})
