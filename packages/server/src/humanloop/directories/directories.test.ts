import { describe, expect, it } from 'vitest'
import { connectHumanloop } from '../../testing/connect.js'
import { engines } from '../../testing/engines.js'

/** A server with folders `a`, `a/b` and `a/b/c`, and a file in `a` and in `a/b/c`. */
async function withFolders(options?: Parameters<typeof connectHumanloop>[0]) {
  const connection = connectHumanloop(options)
  const { ask } = connection
  const flow = await ask('POST /flows', {}, { path: 'a/flow', attributes: {} })
  const prompt = await ask('POST /prompts', {}, { path: 'a/b/c/prompt', model: 'm' })
  const folders = new Map((await ask('GET /directories')).map((directory) => [directory.path, directory]))
  const idOf = (path: string) => folders.get(path)?.id ?? ''
  const paths = async () => (await ask('GET /directories')).map(({ path }) => path)
  return { ...connection, flow, prompt, idOf, paths }
}

describe('directories', () => {
  it('come with the files in them', async () => {
    const { ask, prompt, idOf, paths } = await withFolders()
    expect(await paths()).toEqual(['', 'a', 'a/b', 'a/b/c'])
    expect(prompt.directory_id).toBe(idOf('a/b/c'))
    await ask('POST /prompts', {}, { path: 'a/b/other', model: 'm' })
    expect(await paths()).toHaveLength(4)
  })

  it('show what is in them and where they are', async () => {
    const { ask, flow, idOf } = await withFolders()
    const root = await ask('GET /directories/{id}', { id: 'root' })
    expect(root).toMatchObject({ path: '', parent_id: null, parents: [], files: [], subdirectories: [{ path: 'a', parent_id: root.id }] })
    const a = await ask('GET /directories/{id}', { id: idOf('a') })
    expect(a).toMatchObject({ name: 'a', subdirectories: [{ id: idOf('a/b') }], parents: [{ id: root.id }] })
    expect(a.files).toEqual([flow])
    const { parents } = await ask('GET /directories/{id}', { id: idOf('a/b/c') })
    expect(parents.map(({ path }) => path)).toEqual(['', 'a', 'a/b'])
  })

  it('are made by path, with those on the way, or by name', async () => {
    const { ask, send, paths } = connectFresh()
    const inner = await ask('POST /directories', {}, { path: 'x/y' })
    expect(inner).toMatchObject({ name: 'y', path: 'x/y', tags: [] })
    expect((await send('POST /directories', { path: 'x/z' })).status).toBe(201)
    expect(await ask('POST /directories', {}, { name: 'below', parent_id: inner.id })).toMatchObject({ path: 'x/y/below', parent_id: inner.id })
    expect(await ask('POST /directories', {}, { name: 'top' })).toMatchObject({ path: 'top' })
    expect(await ask('POST /directories', {}, { name: 'other', parent_id: 'root' })).toMatchObject({ path: 'other' })
    expect(await paths()).toEqual(['', 'other', 'top', 'x', 'x/y', 'x/y/below', 'x/z'])
  })

  it('have paths of their own', async () => {
    const { send } = await withFolders()
    expect(await send('POST /directories', { path: 'a/b' })).toMatchObject({ status: 409, body: { detail: expect.stringContaining('a/b') as unknown } })
    const deep = { path: `${'a/'.repeat(64)}a` }
    for (const body of [{}, { path: '' }, { path: '/a' }, { path: 'a//b' }, deep, { name: 'a/b' }, { name: '..' }, { path: 'x', name: 'y' }]) {
      expect((await send('POST /directories', body)).status, JSON.stringify(body)).toBe(422)
    }
    expect((await send('POST /directories', { name: 'x', parent_id: 'dir_none' })).status).toBe(404)
  })

  it('are renamed and moved with all that is below them', async () => {
    const { ask, idOf, prompt, flow, paths } = await withFolders()
    expect(await ask('PATCH /directories/{id}', { id: idOf('a') }, { name: 'z' })).toMatchObject({ id: idOf('a'), path: 'z', name: 'z' })
    expect(await ask('GET /prompts/{id}', { id: prompt.id })).toMatchObject({ path: 'z/b/c/prompt', name: 'prompt', directory_id: prompt.directory_id })
    await ask('PATCH /directories/{id}', { id: idOf('a/b') }, { path: 'new/place' })
    await ask('PATCH /directories/{id}', { id: idOf('a/b/c') }, { parent_id: idOf('a') })
    expect(await paths()).toEqual(['', 'new', 'new/place', 'z', 'z/c'])
    expect((await ask('GET /prompts/{id}', { id: prompt.id })).path).toBe('z/c/prompt')
    expect((await ask('GET /flows/{id}', { id: flow.id })).path).toBe('z/flow')
    expect(await ask('PATCH /directories/{id}', { id: idOf('a/b/c') }, { parent_id: 'root', name: 'top' })).toMatchObject({ path: 'top' })
  })

  it('do not move into themselves, or over others', async () => {
    const { send, idOf, paths } = await withFolders()
    const before = await paths()
    const move = async (id: string, body: object) => (await send(`PATCH /directories/${id}`, body)).status
    expect(await move(idOf('a'), { parent_id: idOf('a/b') })).toBe(400)
    expect(await move(idOf('a'), { path: 'a/new/place' })).toBe(400)
    expect(await move(idOf('a/b'), { path: 'a' })).toBe(409)
    expect(await move('root', { name: 'x' })).toBe(400)
    expect(await move('dir_none', { name: 'x' })).toBe(404)
    expect(await move(idOf('a/b'), {})).toBe(200)
    expect(await paths()).toEqual(before)
  })

  it('stay where they are when paths below them would become too long', async () => {
    const { ask, send } = connectFresh()
    const { id: deep } = await ask('POST /directories', {}, { path: Array.from({ length: 61 }, () => 'd').join('/') })
    const { id } = await ask('POST /directories', {}, { path: 'a' })
    await ask('POST /directories', {}, { path: 'a/b/c' })
    expect(await send(`PATCH /directories/${id}`, { parent_id: deep })).toMatchObject({ status: 400, body: { detail: expect.stringContaining('64') as unknown } })
    expect((await send(`PATCH /directories/${id}`, { path: 'd/a' })).status).toBe(200)
  })

  it('are deleted when they are empty', async () => {
    const { ask, send, idOf, prompt, paths } = await withFolders()
    const refused = await send(`DELETE /directories/${idOf('a')}`)
    expect(refused).toMatchObject({ status: 400, body: { detail: expect.stringContaining('(files: 1, directories: 1)') as unknown } })
    expect((await send('DELETE /directories/root')).status).toBe(400)
    await send(`DELETE /prompts/${prompt.id}`)
    expect((await send(`DELETE /directories/${idOf('a/b/c')}`)).status).toBe(204)
    expect((await send(`DELETE /directories/${idOf('a/b/c')}`)).status).toBe(404)
    expect(await paths()).toEqual(['', 'a', 'a/b'])
    expect((await ask('GET /directories/{id}', { id: idOf('a/b') })).subdirectories).toEqual([])
  })
})

describe('files', () => {
  it('take their directories along when they move', async () => {
    const { ask, send, flow, idOf } = await withFolders()
    const moved = await ask('PATCH /flows/{id}', { id: flow.id }, { path: 'fresh/flow' })
    expect((await ask('GET /directories/{id}', { id: moved.directory_id ?? '' })).path).toBe('fresh')
    const inner = idOf('a/b')
    const renamed = await ask('PATCH /flows/{id}', { id: flow.id }, { directory_id: inner, name: 'renamed' })
    expect(renamed).toMatchObject({ path: 'a/b/renamed', directory_id: inner })
    expect((await ask('PATCH /flows/{id}', { id: flow.id }, { directory_id: 'root' })).path).toBe('renamed')
    for (const directory_id of ['dir_none', '']) expect((await send(`PATCH /flows/${flow.id}`, { directory_id })).status).toBe(404)
    expect((await send(`PATCH /flows/${flow.id}`, { directory_id: 'root', path: 'x' })).status).toBe(422)
  })
})

describe.each(engines)('kept in %s', (_, open) => {
  it('a tree of directories moves as one', async () => {
    const { ask, idOf, prompt } = await withFolders({ repository: await open() })
    await ask('PATCH /directories/{id}', { id: idOf('a') }, { path: 'x_%/y' })
    const { subdirectories, parents } = await ask('GET /directories/{id}', { id: idOf('a/b') })
    expect([parents.map(({ path }) => path), subdirectories.map(({ path }) => path)]).toEqual([['', 'x_%', 'x_%/y'], ['x_%/y/b/c']])
    const { records } = await ask('GET /files', {}, undefined, `?path=${encodeURIComponent('x_%/y/b')}`)
    expect(records).toMatchObject([{ id: prompt.id, path: 'x_%/y/b/c/prompt' }])
  })
})

function connectFresh() {
  const connection = connectHumanloop()
  return { ...connection, paths: async () => (await connection.ask('GET /directories')).map(({ path }) => path) }
}
