import { describe, expect, it } from 'vitest'
import { engines } from '../testing/engines.js'
import { day, directory, file, ids } from '../testing/sample-records.js'
import type { FileFilter, Repository } from './repository.js'
import { rootDirectory } from './root-directory.js'
import { UniqueConflict } from './unique-conflict.js'

const paths = (rows: { path: string }[]): string[] => rows.map(({ path }) => path)

async function listed(repository: Repository, filter: Partial<FileFilter>): Promise<string[]> {
  const { items } = await repository.read(({ files }) => files.list({ sortBy: 'name', order: 'asc', offset: 0, limit: 99, ...filter }))
  return ids(items)
}

describe.each(engines)('directories in %s', (_name, opened) => {
  it('begin with the root, and are found by id and by path', async () => {
    const repository = await opened()
    await repository.write(({ directories }) => directories.insert(directory('a')))
    await repository.read(async ({ directories }) => {
      expect(await directories.find({ id: 'dir_root' })).toEqual(rootDirectory)
      expect(await directories.find({ path: '' })).toEqual(rootDirectory)
      expect(await directories.find({ path: 'a' })).toEqual(directory('a'))
      expect(await directories.find({ id: 'dir_b' })).toBeUndefined()
    })
  })

  it('keep the root when a write fails', async () => {
    const repository = await opened()
    const failing = repository.write(async ({ directories }) => {
      await directories.insert(directory('a'))
      await directories.update('dir_root', { updatedAt: day(2) })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await repository.read(({ directories }) => directories.list())).toEqual([rootDirectory])
  })

  it('are listed by path in the order of code points, all or those in one', async () => {
    const repository = await opened()
    await repository.write(async ({ directories }) => {
      for (const path of ['b', 'a/😀', 'a/～', 'a', 'B', 'a/b']) {
        await directories.insert(directory(path, { parentId: path.startsWith('a/') ? 'dir_a' : 'dir_root' }))
      }
    })
    await repository.read(async ({ directories }) => {
      expect(paths(await directories.list())).toEqual(['', 'B', 'a', 'a/b', 'a/～', 'a/😀', 'b'])
      expect(paths(await directories.listByParent('dir_a'))).toEqual(['a/b', 'a/～', 'a/😀'])
      expect(paths(await directories.listByParent('dir_root'))).toEqual(['B', 'a', 'b'])
      expect(await directories.listByParent('dir_b')).toEqual([])
    })
  })

  it('have a path of their own', async () => {
    const repository = await opened()
    await repository.write(({ directories }) => directories.insert(directory('a')))
    await expect(repository.write(({ directories }) => directories.insert(directory('a', { id: 'other' })))).rejects.toBeInstanceOf(UniqueConflict)
    await repository.write(({ directories }) => directories.insert(directory('b')))
    await expect(repository.write(({ directories }) => directories.update('dir_b', { path: 'a' }))).rejects.toBeInstanceOf(UniqueConflict)
    await repository.write(({ directories }) => directories.remove('dir_a'))
    await repository.write(({ directories }) => directories.update('dir_b', { path: 'a' }))
  })

  it('take all that is below them along when they move, and nothing else', async () => {
    const repository = await opened()
    await repository.write(async ({ directories, files }) => {
      for (const path of ['😀', '😀/b', '😀x', '😀.d']) await directories.insert(directory(path))
      for (const path of ['😀/one', '😀/b/😀/two', '😀x/three', '😀.d/four']) await files.insert(file(path.slice(path.lastIndexOf('/') + 1), { path }))
      await directories.update('dir_😀', { path: 'new/place', name: 'place', parentId: 'dir_new', updatedAt: day(2) })
    })
    await repository.read(async ({ directories, files }) => {
      expect(paths(await directories.list())).toEqual(['', 'new/place', 'new/place/b', '😀.d', '😀x'])
      expect(await directories.find({ id: 'dir_😀' })).toMatchObject({ name: 'place', parentId: 'dir_new', updatedAt: day(2) })
      const { items } = await files.list({ sortBy: 'createdAt', order: 'asc', offset: 0, limit: 9 })
      expect(paths(items)).toEqual(['new/place/one', 'new/place/b/😀/two', '😀x/three', '😀.d/four'])
    })
  })

  it('leave everything where it is when a name on the way is taken', async () => {
    const repository = await opened()
    await repository.write(async ({ directories, files }) => {
      await directories.insert(directory('a'))
      await files.insert(file('one', { path: 'a/one' }))
      await files.insert(file('two', { path: 'b/one' }))
    })
    await expect(repository.write(({ directories }) => directories.update('dir_a', { path: 'b' }))).rejects.toBeInstanceOf(UniqueConflict)
    expect(await repository.read(({ directories }) => directories.find({ path: 'a' }))).toEqual(directory('a'))
    expect(await repository.read(({ files }) => files.find({ path: 'a/one' }))).toMatchObject({ id: 'one' })
  })

  it('limit lists of files, to one of them or to all below', async () => {
    const repository = await opened()
    await repository.write(async ({ files, deployments }) => {
      for (const [path, directoryId, kind] of [
        ['top', 'dir_root', 'prompt'],
        ['a/one', 'dir_a', 'prompt'],
        ['a/b/two', 'dir_a/b', 'tool'],
        ['A/three', 'dir_A', 'flow'],
        ['a.b/four', 'dir_a.b', 'flow'],
      ] as const) {
        await files.insert(file(path.slice(path.lastIndexOf('/') + 1), { path, directoryId, kind }))
      }
      await deployments.set({ fileId: 'two', environmentId: 'e', versionId: 'v', createdAt: day(1) })
    })
    expect(await listed(repository, {})).toEqual(['four', 'one', 'three', 'top', 'two'])
    expect(await listed(repository, { below: '' })).toEqual(['four', 'one', 'three', 'top', 'two'])
    expect(await listed(repository, { below: 'a' })).toEqual(['one', 'two'])
    expect(await listed(repository, { below: 'a/b/two' })).toEqual([])
    expect(await listed(repository, { directoryId: 'dir_a' })).toEqual(['one'])
    expect(await listed(repository, { directoryId: 'dir_root' })).toEqual(['top'])
    expect(await listed(repository, { kinds: ['flow', 'tool'] })).toEqual(['four', 'three', 'two'])
    expect(await listed(repository, { kinds: [] })).toEqual([])
    expect(await listed(repository, { kinds: ['flow', 'tool'], below: 'a' })).toEqual(['two'])
    expect(await listed(repository, { environmentId: 'e' })).toEqual(['two'])
    expect(await listed(repository, { environmentId: 'e', kinds: ['prompt'] })).toEqual([])
  })

  it('keep the order of writing among files of several kinds', async () => {
    const repository = await opened()
    await repository.write(async ({ files }) => {
      for (const [index, kind] of ['tool', 'prompt', 'tool', 'prompt'].entries()) await files.insert(file(String(index), { kind, name: 'same' }))
    })
    expect(await listed(repository, { kinds: ['prompt', 'tool'] })).toEqual(['0', '1', '2', '3'])
    expect(await listed(repository, { kinds: ['prompt', 'tool'], order: 'desc' })).toEqual(['3', '2', '1', '0'])
  })
})
