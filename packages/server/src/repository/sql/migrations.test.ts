import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { libsqlRepository } from '../../node/libsql-repository.js'
import { olderDatabase } from '../../testing/older-database.js'
import { day, ids } from '../../testing/sample-records.js'
import { temporaryFolder } from '../../testing/temporary-folder.js'
import { rootDirectory } from '../root-directory.js'

async function migrated(...content: Parameters<typeof olderDatabase> extends [string, ...infer Rest] ? Rest : never) {
  const dataFile = join(await temporaryFolder(), 'data.db')
  await olderDatabase(dataFile, ...content)
  const repository = await libsqlRepository(dataFile)
  onTestFinished(() => repository.close())
  return repository
}

it.each([1, 2])('files of a database of version %i get their directories, which are as old as the oldest file below', async (version) => {
  const repository = await migrated(version, [
    { id: 'late', path: 'a/b/late', createdAt: day(3) },
    { id: 'early', path: 'a/early', createdAt: day(2) },
    { id: 'other', path: 'a/b/other', createdAt: day(4) },
    { id: 'top', path: 'top', createdAt: day(1) },
  ])
  await repository.read(async ({ directories, files }) => {
    const [root, a, b, ...others] = await directories.list()
    expect(root).toEqual(rootDirectory)
    expect(a).toMatchObject({ path: 'a', name: 'a', parentId: 'dir_root', createdAt: day(2), updatedAt: day(2) })
    expect(b).toMatchObject({ path: 'a/b', name: 'b', parentId: a?.id, createdAt: day(3) })
    expect(others).toEqual([])
    const { items } = await files.list({ sortBy: 'name', order: 'asc', offset: 0, limit: 9 })
    expect(items.map(({ id, directoryId }) => [id, directoryId])).toEqual([['early', a?.id], ['late', b?.id], ['other', b?.id], ['top', 'dir_root']])
  })
})

it('logs of a database of version 2 keep their content and can be searched and drawn', async () => {
  const files = Array.from({ length: 1100 }, (_, number) => ({ id: `pr_${number}`, path: `p${number}`, log: { output: `ÄRGER ${number}.`, metadata: { Key: 'Wert' } } }))
  const repository = await migrated(2, files)
  await repository.read(async ({ logs }) => {
    const { items } = await logs.list({ search: 'ärger 1099.', metadataSearch: 'key', offset: 0, limit: 9 })
    expect(items).toEqual([
      {
        id: 'pr_1099_log', kind: 'prompt', fileId: 'pr_1099', versionId: 'pr_1099_v', parentId: null, traceParentId: null, traceId: null,
        sourceDatapointId: null, runId: null, logStatus: null, createdAt: day(1), content: files[1099]?.log,
      },
    ])
    const drawn = await logs.list({ sample: 50, offset: 0, limit: 50 })
    expect(drawn.total).toBe(50)
    expect(ids(drawn.items)).not.toEqual(ids((await logs.list({ offset: 0, limit: 50 })).items))
  })
})

it('an empty database of version 2 gets the root alone', async () => {
  const repository = await migrated(2, [])
  expect(await repository.read(({ directories }) => directories.list())).toEqual([rootDirectory])
})
