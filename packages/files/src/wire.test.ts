import { describe, expect, it } from 'vitest'
import { humanloopTestClient } from '@smarter-api/test-support'
import * as directoryMethods from './directories/methods.js'
import * as fileMethods from './files/methods.js'
import { createDirectory, deleteDirectory, directories, files, getDirectory, listDirectories, listFiles, retrieveFileByPath, updateDirectory } from './index.js'

const created_at = '2026-01-01T00:00:00Z'
const support = { id: 'dir_2', parent_id: 'dir_1', name: 'support', path: 'support', tags: [], created_at, updated_at: created_at }

function answering(body?: object) {
  return humanloopTestClient({ answer: async () => (body ? Response.json(body) : new Response(null, { status: 204 })) })
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

describe('retrieveFileByPath', () => {
  it('sends the path, which is no part of the address, in the body', async () => {
    const { client, sent } = humanloopTestClient({ client: { validate: undefined }, answer: async () => Response.json({ id: 'pr_1' }) })
    await retrieveFileByPath(client, { path: 'support/answer', environment: 'staging', include_raw_file_content: true })
    expect(sent[0]).toMatchObject({ line: 'POST /files/retrieve-by-path?environment=staging&include_raw_file_content=true' })
    expect(sent[0]?.body).toEqual({ path: 'support/answer' })
  })
})

describe('directories', () => {
  it('are listed all at once, as an array', async () => {
    const { client, sent } = answering([support])
    expect(await listDirectories(client)).toEqual([support])
    expect(sent).toMatchObject([{ line: 'GET /directories', body: undefined }])
  })

  it('are made and changed by what the body says, null included', async () => {
    const { client, sent } = answering(support)
    await createDirectory(client, { path: 'support' })
    await updateDirectory(client, { id: 'dir_2', name: 'help', parent_id: null })
    expect(sent.map(({ line, body }) => [line, body])).toEqual([
      ['POST /directories', { path: 'support' }],
      ['PATCH /directories/dir_2', { name: 'help', parent_id: null }],
    ])
  })

  it('are found by id, the root by its name, with what is in them', async () => {
    const { client, sent } = answering({ ...support, subdirectories: [], files: [], parents: [support] })
    expect((await getDirectory(client, { id: 'root' })).parents).toMatchObject([{ id: 'dir_2' }])
    expect(sent).toMatchObject([{ line: 'GET /directories/root' }])
  })

  it('are deleted, which gives nothing', async () => {
    expect(await deleteDirectory(answering().client, { id: 'dir_2' })).toBeUndefined()
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
