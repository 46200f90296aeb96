import { beforeEach, describe, expect, it } from 'vitest'
import { bind, type Bound, type HumanloopClient, request } from '@smarter-api/core'
import { humanloopTestClient, type SentRequest } from '@smarter-api/test-support'
import {
  BadRequestError,
  ConflictError,
  createDirectory,
  deleteDirectory,
  directories,
  getDirectory,
  listDirectories,
  NotFoundError,
  UnprocessableEntityError,
  updateDirectory,
} from '../index.js'
import type * as Methods from './methods.js'

const standalone: typeof Methods = {
  create: createDirectory,
  delete: deleteDirectory,
  get: getDirectory,
  list: listDirectories,
  update: updateDirectory,
}

const styles: [string, (client: HumanloopClient) => Bound<typeof Methods>][] = [
  ['standalone functions', (client) => bind(client, standalone)],
  ['the facade', directories],
]

describe.each(styles)('%s', (_, style) => {
  let api: Bound<typeof Methods>
  let client: HumanloopClient
  let sent: readonly SentRequest[]

  beforeEach(() => {
    ;({ client, sent } = humanloopTestClient())
    api = style(client)
  })

  const paths = async () => (await api.list()).map(({ path }) => path)

  it('makes a folder with those on the way to it, or by its name in another', async () => {
    const drafts = await api.create({ path: 'support/drafts' })
    expect(sent).toMatchObject([{ line: 'POST /directories', body: { path: 'support/drafts' } }])
    expect(drafts).toMatchObject({ name: 'drafts', path: 'support/drafts' })
    expect(await api.create({ name: 'old', parent_id: drafts.id })).toMatchObject({ path: 'support/drafts/old', parent_id: drafts.id })
    expect(await paths()).toEqual(['', 'support', 'support/drafts', 'support/drafts/old'])
  })

  it('gives a folder with what is in it and where it is', async () => {
    await request(client, 'POST /prompts', { path: 'support/answer', model: 'gpt-4o' })
    const { subdirectories, files } = await api.get({ id: 'root' })
    expect([subdirectories.map(({ path }) => path), files]).toEqual([['support'], []])
    const support = await api.get({ id: subdirectories[0]?.id ?? '' })
    expect(support).toMatchObject({ files: [{ type: 'prompt', path: 'support/answer' }], subdirectories: [], parents: [{ path: '' }] })
  })

  it('renames and moves a folder with all that is in it', async () => {
    const { id: prompt } = await request<{ id: string }>(client, 'POST /prompts', { path: 'support/drafts/answer', model: 'gpt-4o' })
    const archive = await api.create({ path: 'archive' })
    const { id } = (await api.list()).find(({ path }) => path === 'support/drafts') ?? archive
    expect(await api.update({ id, parent_id: archive.id })).toMatchObject({ id, path: 'archive/drafts' })
    expect(sent.at(-1)).toMatchObject({ line: `PATCH /directories/${id}`, body: { parent_id: archive.id } })
    expect(await api.update({ id, name: 'old' })).toMatchObject({ path: 'archive/old' })
    expect(await request(client, 'GET /prompts/{id}', { id: prompt })).toMatchObject({ path: 'archive/old/answer' })
  })

  it('deletes a folder that is empty, which gives nothing', async () => {
    const { id } = await api.create({ path: 'support/drafts' })
    expect(await api.delete({ id })).toBeUndefined()
    expect(sent.at(-1)?.line).toBe(`DELETE /directories/${id}`)
    expect(await paths()).toEqual(['', 'support'])
  })

  it('raises a ConflictError for a path in use, and does not try again', async () => {
    await api.create({ path: 'support' })
    await expect(api.create({ path: 'support' }, { maxRetries: 2 })).rejects.toThrow(ConflictError)
    const { id } = await api.create({ path: 'sales' })
    await expect(api.update({ id, name: 'support' })).rejects.toThrow(ConflictError)
    expect(sent).toHaveLength(4)
  })

  it('raises a BadRequestError for a folder that is not empty, or moved into itself', async () => {
    await request(client, 'POST /prompts', { path: 'support/answer', model: 'gpt-4o' })
    const { id } = (await api.list()).find(({ path }) => path === 'support') ?? { id: '' }
    await expect(api.delete({ id })).rejects.toThrow(BadRequestError)
    await expect(api.update({ id, path: 'support/inside' })).rejects.toThrow(BadRequestError)
  })

  it('raises a NotFoundError for a folder that is not there, and an UnprocessableEntityError for a path that is none', async () => {
    await expect(api.get({ id: 'dir_none' })).rejects.toThrow(NotFoundError)
    await expect(api.delete({ id: 'dir_none' })).rejects.toThrow(NotFoundError)
    await expect(api.create({ path: '/support/' })).rejects.toThrow(UnprocessableEntityError)
    await expect(api.create({})).rejects.toThrow(UnprocessableEntityError)
  })
})
