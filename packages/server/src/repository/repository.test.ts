import { describe, expect, it } from 'vitest'
import { engines } from '../testing/engines.js'
import { day, file, ids, log, version } from '../testing/sample-records.js'
import { UniqueConflict } from './unique-conflict.js'

describe.each(engines)('a repository in %s', (_name, opened) => {
  it('gives back a file as it was written, by id and by path', async () => {
    const repository = await opened()
    await repository.write(({ files }) => files.insert(file('a')))
    expect(await repository.read(({ files }) => files.find({ id: 'a' }))).toEqual(file('a'))
    expect(await repository.read(({ files }) => files.find({ path: 'folder/a' }))).toEqual(file('a'))
    expect(await repository.read(({ files }) => files.find({ id: 'b' }))).toBeUndefined()
  })

  it('lists files by ids in the order of these', async () => {
    const repository = await opened()
    const files = Array.from({ length: 1200 }, (_, number) => file(`f${number}`))
    await repository.write(async (records) => {
      for (const record of files) await records.files.insert(record)
    })
    expect(await repository.read((records) => records.files.listByIds(['none', ...ids(files).slice(1), 'f0']))).toEqual([...files.slice(1), ...files.slice(0, 1)])
  })

  it('keeps each of many writes that come at once, and nothing of those that fail', async () => {
    const repository = await opened()
    const written = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) =>
        repository.write(async ({ files }) => {
          await files.insert(file(`f${index}`))
          if (index % 3 === 0) throw new Error(`not ${index}`)
          if (index % 3 === 1) await files.insert(file('same', { path: 'same' }))
          return index
        }),
      ),
    )
    const kept = written.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
    expect(kept).toEqual(expect.arrayContaining(Array.from({ length: 10 }, (_, index) => index * 3 + 2)))
    expect(kept).toHaveLength(11)
    const { items } = await repository.read(({ files }) => files.list({ sortBy: 'name', order: 'asc', offset: 0, limit: 99 }))
    expect(new Set(ids(items))).toEqual(new Set(['same', ...kept.map((index) => `f${index}`)]))
  })

  it('refuses a second file with the same path, whatever its kind', async () => {
    const repository = await opened()
    await repository.write(({ files }) => files.insert(file('a')))
    const second = repository.write(({ files }) => files.insert(file('b', { path: 'folder/a', kind: 'tool' })))
    await expect(second).rejects.toBeInstanceOf(UniqueConflict)
  })

  it('lists files of one kind, filtered, sorted and cut', async () => {
    const repository = await opened()
    await repository.write(async ({ files }) => {
      for (const [index, id] of ['Alpha', 'beta', 'gamma_x', 'gammaYx'].entries()) await files.insert(file(id, { createdAt: day(index + 1) }))
      await files.insert(file('tool', { kind: 'tool' }))
    })
    const list = (changes: object) =>
      repository.read(({ files }) => files.list({ kinds: ['prompt'], sortBy: 'createdAt', order: 'desc', offset: 0, limit: 10, ...changes }))
    const names = async (changes: object) => (await list(changes)).items.map(({ name }) => name)
    expect(await names({})).toEqual(['gammaYx', 'gamma_x', 'beta', 'Alpha'])
    expect(await names({ sortBy: 'name', order: 'asc' })).toEqual(['Alpha', 'beta', 'gammaYx', 'gamma_x'])
    expect(await list({ offset: 1, limit: 1 })).toMatchObject({ total: 4, items: [{ name: 'gamma_x' }] })
    expect(await names({ name: 'ALPH' })).toEqual(['Alpha'])
    expect(await names({ name: 'a_x' })).toEqual(['gamma_x'])
  })

  it('finds names in every script, whatever their case, and after they change', async () => {
    const repository = await opened()
    await repository.write(async ({ files }) => {
      await files.insert(file('a', { name: 'Ärger' }))
      await files.insert(file('b', { name: 'b' }))
      await files.update('b', { name: 'ΔΕΛΤΑ', path: 'folder/delta' })
    })
    const find = async (name: string) => {
      const { items } = await repository.read(({ files }) => files.list({ kinds: ['prompt'], name, sortBy: 'name', order: 'asc', offset: 0, limit: 9 }))
      return items.map(({ id }) => id)
    }
    expect([await find('äRG'), await find('δελτ'), await find('b')]).toEqual([['a'], ['b'], []])
  })

  it('keeps the order of writing for equal times', async () => {
    const repository = await opened()
    await repository.write(async ({ files }) => {
      for (const id of ['a', 'b', 'c']) await files.insert(file(id))
      await files.update('a', { details: { description: 'changed', readme: null, tags: ['x'], monitors: [] } })
    })
    const { items } = await repository.read(({ files }) => files.list({ kinds: ['prompt'], sortBy: 'createdAt', order: 'desc', offset: 0, limit: 9 }))
    expect(items.map(({ id }) => id)).toEqual(['c', 'b', 'a'])
    expect(items[2]?.details.tags).toEqual(['x'])
  })

  it('undoes all of a write that fails', async () => {
    const repository = await opened()
    await repository.write(({ files }) => files.insert(file('kept')))
    const failing = repository.write(async ({ files, versions, manifests }) => {
      await files.insert(file('a'))
      await versions.insert(version('v'))
      await files.update('kept', { path: 'moved' })
      await files.remove('kept')
      await manifests.insert({ kind: 'Plugin', name: 'p', manifest: {}, createdAt: day(1), updatedAt: day(1) })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await repository.read(({ files }) => files.find({ id: 'a' }))).toBeUndefined()
    expect(await repository.read(({ versions }) => versions.find({ id: 'v' }))).toBeUndefined()
    expect(await repository.read(({ files }) => files.find({ path: 'folder/kept' }))).toEqual(file('kept'))
    expect(await repository.read(({ manifests }) => manifests.list('Plugin'))).toEqual([])
    await repository.write(({ files }) => files.insert(file('a')))
  })

  it('leaves a row as it was when a change of it is refused', async () => {
    const repository = await opened()
    await repository.write(async ({ files }) => {
      await files.insert(file('a'))
      await files.insert(file('b'))
    })
    await expect(repository.write(({ files }) => files.update('b', { path: 'folder/a' }))).rejects.toBeInstanceOf(UniqueConflict)
    expect(await repository.read(({ files }) => files.find({ id: 'b' }))).toEqual(file('b'))
  })

  it('shows one read one state, whatever is written meanwhile', async () => {
    const repository = await opened()
    await repository.write(({ files }) => files.insert(file('a', { name: 'before' })))
    let writing: Promise<void> | undefined
    const seen = await repository.read(async ({ files }) => {
      const first = await files.find({ id: 'a' })
      writing = repository.write(({ files: written }) => written.update('a', { name: 'after' }))
      await new Promise((resolve) => setImmediate(resolve))
      return [first?.name, (await files.find({ id: 'a' }))?.name]
    })
    await writing
    expect(seen).toEqual(['before', 'before'])
    expect(await repository.read(({ files }) => files.find({ id: 'a' }))).toMatchObject({ name: 'after' })
  })

  it('holds one version per content and per name within a file', async () => {
    const repository = await opened()
    await repository.write(({ versions }) => versions.insert(version('v1', { name: 'first' })))
    await expect(repository.write(({ versions }) => versions.insert(version('v2', { hash: 'v1' })))).rejects.toBeInstanceOf(UniqueConflict)
    await expect(repository.write(({ versions }) => versions.insert(version('v2', { name: 'first' })))).rejects.toBeInstanceOf(UniqueConflict)
    await repository.write(async ({ versions }) => {
      await versions.insert(version('v2'))
      await versions.insert(version('v3'))
      await versions.insert(version('other', { fileId: 'b', hash: 'v1', name: 'first' }))
    })
    expect(await repository.read(({ versions }) => versions.find({ fileId: 'b', name: 'first' }))).toMatchObject({ id: 'other' })
  })

  it('lists versions newest first without deleted ones, and still finds those by id', async () => {
    const repository = await opened()
    await repository.write(async ({ files, versions }) => {
      for (const id of ['a', 'b']) await files.insert(file(id))
      for (const [index, id] of ['v1', 'v2', 'v3'].entries()) await versions.insert(version(id, { createdAt: day(index + 1) }))
      await versions.insert(version('w1', { fileId: 'b' }))
      await versions.update('v3', { deletedAt: day(9), name: null })
    })
    await repository.read(async ({ versions }) => {
      expect(ids(await versions.listByFile('a'))).toEqual(['v2', 'v1'])
      expect(new Set(ids(await versions.listLatest(['a', 'b', 'none'])))).toEqual(new Set(['v2', 'w1']))
      expect(ids(await versions.listByIds(['v3']))).toEqual(['v3'])
      expect(await versions.listByIds([])).toEqual([])
    })
  })

  it('lists the version of each file that the default environment serves, or else the newest', async () => {
    const repository = await opened()
    await repository.write(async ({ environments, files, versions, deployments }) => {
      for (const id of ['main', 'other']) await environments.insert({ id, name: id, isDefault: id === 'main', createdAt: day(1) })
      for (const id of ['served', 'served elsewhere', 'undeployed', 'empty']) await files.insert(file(id))
      const newestOf = async (fileId: string, count: number) => {
        for (let index = 1; index <= count; index += 1) await versions.insert(version(`${fileId} ${index}`, { fileId, createdAt: day(index) }))
      }
      await newestOf('served', 3)
      await newestOf('served elsewhere', 2)
      await newestOf('undeployed', 2)
      await versions.insert(version('undeployed 3', { fileId: 'undeployed', createdAt: day(3), deletedAt: day(4) }))
      await deployments.set({ fileId: 'served', environmentId: 'main', versionId: 'served 2', createdAt: day(1) })
      await deployments.set({ fileId: 'served elsewhere', environmentId: 'other', versionId: 'served elsewhere 1', createdAt: day(1) })
    })
    const listed = await repository.read(({ versions }) => versions.listServed(['served', 'served elsewhere', 'undeployed', 'empty', 'none']))
    expect(new Set(ids(listed))).toEqual(new Set(['served 2', 'served elsewhere 2', 'undeployed 2']))
    await repository.read(async (records) => {
      const { files, versions } = records
      for (const id of ['served', 'undeployed', 'empty']) {
        const found = await files.find({ id })
        const wanted = found && { file: found, version: (await versions.listServed([id]))[0] }
        expect(wanted?.file.id).toBe(id)
        expect(await files.findServed({ id })).toEqual(wanted)
        expect(await files.findServed({ path: found?.path ?? '' })).toEqual(wanted)
      }
      expect([await files.findServed({ id: 'none' }), await files.findServed({ path: 'none' })]).toEqual([undefined, undefined])
    })
  })

  it('finds what belongs to forty thousand ids at once', async () => {
    const repository = await opened()
    await repository.write(async ({ files, versions, deployments, logs }) => {
      await files.insert(file('a'))
      await versions.insert(version('v'))
      await deployments.set({ fileId: 'a', environmentId: 'e', versionId: 'v', createdAt: day(1) })
      await logs.insert(log('l'))
    })
    const many = [...Array.from({ length: 40_000 }, (_, index) => `x${index}`), 'a', 'v', 'l', 'v', 'a']
    await repository.read(async ({ versions, deployments, logs, runLogs, judgments }) => {
      expect(ids(await versions.listByIds([...new Set(many)]))).toEqual(['v'])
      expect(ids(await versions.listLatest([...new Set(many)]))).toEqual(['v'])
      expect(ids(await versions.listServed([...new Set(many)]))).toEqual(['v'])
      expect(await deployments.list([...new Set(many)])).toHaveLength(1)
      expect(await logs.countUses([...new Set(many)])).toHaveLength(1)
      expect([...(await runLogs.listByLogs(many)), ...(await judgments.listByRuns(many)), ...(await judgments.listByVersions(many))]).toEqual([])
    })
  })

  it('replaces a deployment', async () => {
    const repository = await opened()
    await repository.write(async ({ deployments }) => {
      await deployments.set({ fileId: 'a', environmentId: 'e', versionId: 'v1', createdAt: day(1) })
      await deployments.set({ fileId: 'a', environmentId: 'e', versionId: 'v2', createdAt: day(2) })
      await deployments.set({ fileId: 'b', environmentId: 'e', versionId: 'v3', createdAt: day(3) })
    })
    const list = (...ids: string[]) => repository.read(({ deployments }) => deployments.list(ids))
    expect(await list('a')).toEqual([{ fileId: 'a', environmentId: 'e', versionId: 'v2', createdAt: day(2) }])
    await repository.write(({ deployments }) => deployments.remove('a', 'e'))
    expect((await list('a', 'b')).map(({ fileId }) => fileId)).toEqual(['b'])
  })

  it('never gives the number of a manifest twice', async () => {
    const repository = await opened()
    const insert = (name: string) =>
      repository.write(({ manifests }) => manifests.insert({ kind: 'Plugin', name, manifest: { name }, createdAt: day(1), updatedAt: day(1) }))
    const first = await insert('one')
    await repository.write(({ manifests }) => manifests.remove(first.id))
    const second = await insert('two')
    expect(second.id).toBeGreaterThan(first.id)
    await repository.write(({ manifests }) => manifests.update(second.id, { manifest: { changed: true }, updatedAt: day(2) }))
    expect(await repository.read(({ manifests }) => manifests.find({ kind: 'Plugin', name: 'two' }))).toEqual({
      ...second,
      manifest: { changed: true },
      updatedAt: day(2),
    })
    await expect(insert('two')).rejects.toBeInstanceOf(UniqueConflict)
  })

  it('keeps conversations in order, and forgets one when asked', async () => {
    const repository = await opened()
    await repository.write(async ({ chats }) => {
      await chats.insertSession({ key: 'k1', manifestId: 1, createdAt: day(1) })
      await chats.insertSession({ key: 'k2', manifestId: 1, createdAt: day(2) })
      await chats.append('k1', [{ content: 'a' }, { content: 'b' }])
      await chats.append('k1', [{ content: 'c' }])
      await chats.append('k1', [])
      await chats.saveDevice({ device: 'd', sessionKey: 'k1', expiresAt: day(2) })
      await chats.saveDevice({ device: 'd', sessionKey: 'k2', expiresAt: day(3) })
    })
    await repository.read(async ({ chats }) => {
      expect(await chats.listMessages('k1')).toEqual([{ content: 'a' }, { content: 'b' }, { content: 'c' }])
      expect((await chats.listSessions(9)).map(({ key }) => key)).toEqual(['k2', 'k1'])
      expect(await chats.findDevice('d')).toEqual({ device: 'd', sessionKey: 'k2', expiresAt: day(3) })
    })
    await repository.write(({ chats }) => chats.removeSession('k1'))
    expect(await repository.read(({ chats }) => chats.listMessages('k1'))).toEqual([])
    expect(await repository.read(({ chats }) => chats.findSession({ key: 'k1' }))).toBeUndefined()
  })

  it('takes conversations of many thousand messages at once', async () => {
    const repository = await opened()
    const messages = Array.from({ length: 20_000 }, (_, number) => ({ number }))
    await repository.write(({ chats }) => chats.append('k', messages))
    expect(await repository.read(({ chats }) => chats.listMessages('k'))).toEqual(messages)
  })

  it('forgets devices that have expired, and no others', async () => {
    const repository = await opened()
    await repository.write(async ({ chats }) => {
      await chats.saveDevice({ device: 'old', sessionKey: 'k', expiresAt: day(2) })
      await chats.saveDevice({ device: 'new', sessionKey: 'k', expiresAt: day(3) })
      await chats.removeExpiredDevices(day(2))
    })
    expect(await repository.read(({ chats }) => chats.findDevice('old'))).toBeUndefined()
    expect(await repository.read(({ chats }) => chats.findDevice('new'))).toMatchObject({ expiresAt: day(3) })
  })

  it('keeps stored answers until they expire', async () => {
    const repository = await opened()
    const record = { key: 'k', request: 'r', token: 't', answer: null, leaseUntil: day(1), expiresAt: day(2) }
    const answer = { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' }
    await repository.write(async ({ idempotency }) => {
      await idempotency.insert(record)
      expect(await idempotency.find('k')).toEqual(record)
      await idempotency.update('k', { answer })
      await idempotency.removeExpired(day(1))
    })
    expect(await repository.read(({ idempotency }) => idempotency.find('k'))).toEqual({ ...record, answer })
    await repository.write(({ idempotency }) => idempotency.removeExpired(day(2)))
    expect(await repository.read(({ idempotency }) => idempotency.find('k'))).toBeUndefined()
  })

  it('takes 100 concurrent writes and reads', async () => {
    const repository = await opened()
    const numbers = Array.from({ length: 100 }, (_, index) => index)
    const writes = numbers.map((number) => repository.write(({ logs }) => logs.insert(log(`log${number}`))))
    const reads = numbers.map((number) => repository.read(({ logs }) => logs.find(`log${number}`)))
    await Promise.all([...writes, ...reads])
    expect(await repository.read(({ logs }) => logs.countUses(['a']))).toEqual([{ fileId: 'a', versionId: 'v', logs: 100, lastUsedAt: day(1) }])
  })

  it('lets no write slip between the reading and the writing of another', async () => {
    const repository = await opened()
    await repository.write(({ files }) => files.insert(file('a', { name: '0' })))
    const increment = () =>
      repository.write(async ({ files }) => {
        const found = await files.find({ id: 'a' })
        await files.update('a', { name: String(Number(found?.name) + 1) })
      })
    await Promise.all(Array.from({ length: 100 }, increment))
    expect(await repository.read(({ files }) => files.find({ id: 'a' }))).toMatchObject({ name: '100' })
  })
})
