import { beforeEach, describe, expect, it } from 'vitest'
import { BadRequestError, ConflictError, NotFoundError, UnprocessableEntityError } from '@smarter-api/core'
import type { SentRequest } from './recording-fetch.js'
import type { MonitoredFileMethods, StoredFile, StoredFileKind, StoredFileMethods } from './stored-file-kind.js'
import { humanloopTestClient } from './test-client.js'

const pathsOf = (files: readonly StoredFile[]) => files.map(({ path }) => path)

/** Tells what every kind of stored file does, as tests of one kind. */
export function storedFileStories<UpsertParams extends object>(kind: StoredFileKind<UpsertParams>): void {
  const { noun, collection, connect, first, second, fileAt, refused } = kind
  const aFile = withArticle(noun)
  let api: StoredFileMethods<UpsertParams>
  let sent: readonly SentRequest[]

  beforeEach(() => {
    const test = humanloopTestClient()
    api = connect(test.client)
    ;({ sent } = test)
  })

  const lines = () => sent.map(({ line }) => line)
  const environmentId = async (id: string, name: string) => {
    const found = (await api.listEnvironments({ id })).find((listed) => listed.name === name)
    if (!found) throw new Error(`no environment ${name}`)
    return found.id
  }

  describe('upsert and get', () => {
    it(`make ${aFile} from the params as the body, and give it back`, async () => {
      const made = await api.upsert(first.params)
      expect(sent).toMatchObject([{ line: `POST /${collection}`, body: first.params }])
      expect(made).toMatchObject(first.shows)
      expect(await api.get({ id: made.id })).toEqual(made)
      expect(lines().at(-1)).toBe(`GET /${collection}/${made.id}`)
    })

    it('give the version that exists for the same content, and a new one for other content', async () => {
      const { id, version_id } = await api.upsert(first.params)
      expect((await api.upsert(first.params)).version_id).toBe(version_id)
      const other = await api.upsert(second.params)
      expect(other.id).toBe(id)
      expect(other.version_id).not.toBe(version_id)
    })

    it('give the version that the query names, and the newest without one', async () => {
      const { id, version_id } = await api.upsert(first.params)
      const newest = await api.upsert(second.params)
      expect(await api.get({ id, version_id })).toMatchObject({ ...first.shows, version_id })
      expect(await api.get({ id })).toMatchObject({ ...second.shows, version_id: newest.version_id })
      expect(lines().slice(2)).toEqual([`GET /${collection}/${id}?version_id=${version_id}`, `GET /${collection}/${id}`])
    })

    it('raise a ConflictError for a version name in use, and do not try again', async () => {
      await api.upsert({ ...first.params, version_name: 'one' })
      await expect(api.upsert({ ...second.params, version_name: 'one' }, { maxRetries: 2 })).rejects.toThrow(ConflictError)
      expect(sent).toHaveLength(2)
    })

    it('raise an UnprocessableEntityError that names the field', async () => {
      const answer = api.upsert(refused.params)
      await expect(answer).rejects.toThrow(UnprocessableEntityError)
      const detail = [{ loc: ['body', ...refused.field] }]
      await expect(answer).rejects.toMatchObject({ status: 422, route: `POST /${collection}`, body: { detail } })
    })

    it('raise a NotFoundError in the words of the API', async () => {
      const missing = api.get({ id: 'file_none' })
      await expect(missing).rejects.toThrow(NotFoundError)
      await expect(missing).rejects.toThrow(new RegExp(`^GET /${collection}/\\{id\\} failed with 404: .*file_none`))
    })
  })

  describe('list', () => {
    const paths = ['a', 'b', 'c', 'd', 'e']

    beforeEach(async () => {
      for (const path of paths) await api.upsert(fileAt(path))
    })

    it(`walks every ${noun} of every page in the order asked for, and asks for no page after the last`, async () => {
      const orders = [
        ['asc', 'a b c d e'],
        ['desc', 'e d c b a'],
      ] as const
      for (const [order, expected] of orders) {
        const before = sent.length
        const found: string[] = []
        for await (const { path } of api.list({ size: 2, sort_by: 'name', order })) found.push(path)
        expect(found.join(' ')).toBe(expected)
        const pages = lines().slice(before)
        expect(pages.map((line) => new URLSearchParams(line.split('?')[1]).get('page'))).toEqual([null, '2', '3'])
      }
    })

    it('asks for no page after the last when that is full', async () => {
      await api.upsert(fileAt('f'))
      const found: StoredFile[] = []
      for await (const file of api.list({ size: 2 })) found.push(file)
      expect(found).toHaveLength(6)
      expect(lines().slice(paths.length + 1)).toHaveLength(3)
    })

    it('gives one page when awaited', async () => {
      const page = await api.list({ page: 3, size: 2, sort_by: 'name', order: 'asc' })
      expect(pathsOf(page.items)).toEqual(['e'])
      expect([page.total, page.hasNextPage()]).toEqual([5, false])
    })

    it('gives page by page', async () => {
      const sizes: number[] = []
      for await (const { items } of api.list({ size: 3 }).iterPages()) sizes.push(items.length)
      expect(sizes).toEqual([3, 2])
    })

    it('gives those of a name', async () => {
      expect(pathsOf((await api.list({ name: 'c' })).items)).toEqual(['c'])
    })

    it('needs no params', async () => {
      const { items, total } = await api.list()
      expect([items.length, total]).toEqual([5, 5])
      expect(lines().at(-1)).toBe(`GET /${collection}`)
    })
  })

  describe('move and delete', () => {
    it(`give ${aFile} another path and keep its id`, async () => {
      const { id } = await api.upsert(first.params)
      expect(await api.move({ id, path: 'elsewhere/moved' })).toMatchObject({ id, path: 'elsewhere/moved', name: 'moved' })
      expect(sent.at(-1)).toMatchObject({ line: `PATCH /${collection}/${id}`, body: { path: 'elsewhere/moved' } })
    })

    it('raise a ConflictError for a path in use', async () => {
      const { id, path } = await api.upsert(first.params)
      await api.move({ id, path: 'elsewhere/moved' })
      await api.upsert(first.params)
      await expect(api.move({ id, path })).rejects.toThrow(ConflictError)
    })

    it(`take ${aFile} away, which gives nothing`, async () => {
      const { id } = await api.upsert(first.params)
      expect(await api.delete({ id })).toBeUndefined()
      expect(lines().at(-1)).toBe(`DELETE /${collection}/${id}`)
      await expect(api.get({ id })).rejects.toThrow(NotFoundError)
      await expect(api.delete({ id })).rejects.toThrow(NotFoundError)
    })
  })

  describe('versions', () => {
    it('take a name, and lose it to null while a field left out stays', async () => {
      const { id, version_id } = await api.upsert(first.params)
      await api.updateVersion({ id, version_id, name: 'one', description: 'the first' })
      const { records } = await api.listVersions({ id })
      expect(records).toMatchObject([{ version_name: 'one', version_description: 'the first' }])
      const nameless = await api.updateVersion({ id, version_id, name: null })
      expect(nameless).toMatchObject({ version_name: null, version_description: 'the first' })
      expect(lines().at(-1)).toBe(`PATCH /${collection}/${id}/versions/${version_id}`)
      expect(sent.at(-1)?.body).toEqual({ name: null })
    })

    it('are all listed in one answer', async () => {
      const { id, version_id } = await api.upsert(first.params)
      const other = await api.upsert(second.params)
      const { records } = await api.listVersions({ id })
      expect(lines().at(-1)).toBe(`GET /${collection}/${id}/versions`)
      expect(records).toHaveLength(2)
      expect(records.find((version) => version.version_id === version_id)).toMatchObject(first.shows)
      expect(records.find((version) => version.version_id === other.version_id)).toMatchObject(second.shows)
    })

    it('are deleted one by one, which gives nothing, but for the last', async () => {
      const { id, version_id } = await api.upsert(first.params)
      const { version_id: other } = await api.upsert(second.params)
      expect(await api.deleteVersion({ id, version_id })).toBeUndefined()
      expect(lines().at(-1)).toBe(`DELETE /${collection}/${id}/versions/${version_id}`)
      await expect(api.get({ id, version_id })).rejects.toThrow(NotFoundError)
      await expect(api.deleteVersion({ id, version_id: other })).rejects.toThrow(BadRequestError)
    })
  })

  describe('deployments', () => {
    it('choose the version that an environment gives, and are taken off again', async () => {
      const { id, version_id } = await api.upsert(first.params)
      await api.upsert(second.params)
      const environment_id = await environmentId(id, 'staging')
      expect(await api.setDeployment({ id, environment_id, version_id })).toMatchObject({ version_id })
      const deployment = `/${collection}/${id}/environments/${environment_id}`
      expect(sent.at(-1)).toMatchObject({ line: `POST ${deployment}?version_id=${version_id}`, body: undefined })
      const deployed = await api.get({ id, environment: 'staging' })
      expect(deployed).toMatchObject({ ...first.shows, version_id, environments: [{ name: 'staging' }] })
      expect((await api.listEnvironments({ id })).find(({ name }) => name === 'staging')).toMatchObject({ file: { version_id } })
      expect(await api.removeDeployment({ id, environment_id })).toBeUndefined()
      expect(lines().at(-1)).toBe(`DELETE ${deployment}`)
      await expect(api.get({ id, environment: 'staging' })).rejects.toThrow(NotFoundError)
    })
  })
}

/** Tells what every kind of stored file that Evaluators can watch does, as tests of one kind: the stories of stored files, and of monitoring. */
export function monitoredFileStories<UpsertParams extends object>(kind: StoredFileKind<UpsertParams, MonitoredFileMethods<UpsertParams>>): void {
  const { noun, collection, connect, first, second } = kind
  storedFileStories(kind)

  describe('monitoring', () => {
    it('asks for what the Evaluators found on every version', async () => {
      const { client, sent } = humanloopTestClient()
      const api = connect(client)
      const { id, version_id } = await api.upsert(first.params)
      const { version_id: other } = await api.upsert(second.params)
      const { records } = await api.listVersions({ id, evaluator_aggregates: true })
      expect(sent.at(-1)?.line).toBe(`GET /${collection}/${id}/versions?evaluator_aggregates=true`)
      expect(new Set(records.map((version) => version.version_id))).toEqual(new Set([version_id, other]))
    })

    it(`gives the ${noun} with its Evaluators, and raises a NotFoundError for one that is not there`, async () => {
      const { client, sent } = humanloopTestClient()
      const api = connect(client)
      const { id } = await api.upsert(first.params)
      expect(await api.updateMonitoring({ id, activate: [] })).toMatchObject({ id, evaluators: [] })
      expect(sent.at(-1)).toMatchObject({ line: `POST /${collection}/${id}/evaluators`, body: { activate: [] } })
      await expect(api.updateMonitoring({ id, activate: [{ evaluator_version_id: 'evv_none' }] })).rejects.toThrow(NotFoundError)
    })
  })
}

function withArticle(noun: string): string {
  return `${/^[AEIOU]/.test(noun) ? 'an' : 'a'} ${noun}`
}
