import { beforeEach, describe, expect, it } from 'vitest'
import { bind, type Bound, type HumanloopClient, request } from '@smarter-api/core'
import { humanloopTestClient, type SentRequest } from '@smarter-api/test-support'
import { files, type FileType, listFiles, NotFoundError, type Prompt, retrieveFileByPath, UnprocessableEntityError } from '../index.js'
import type * as Methods from './methods.js'

const standalone: typeof Methods = { listFiles, retrieveByPath: retrieveFileByPath }

const styles: [string, (client: HumanloopClient) => Bound<typeof Methods>][] = [
  ['standalone functions', (client) => bind(client, standalone)],
  ['the facade', files],
]

describe.each(styles)('%s', (_, style) => {
  let api: Bound<typeof Methods>
  let client: HumanloopClient
  let sent: readonly SentRequest[]
  let prompt: Prompt

  beforeEach(async () => {
    ;({ client, sent } = humanloopTestClient())
    api = style(client)
    prompt = await request(client, 'POST /prompts', { path: 'support/answer', model: 'gpt-4o', template: [{ role: 'user', content: '{{question}}' }] })
    await request(client, 'POST /agents', { path: 'support/first/helper', model: 'gpt-4o' })
    await request(client, 'POST /datasets', { path: 'questions', datapoints: [] })
    await request(client, 'POST /tools', { path: 'tools/look-up' })
  })

  const lastLine = () => sent.at(-1)?.line
  const deploy = async (name: string) => {
    const environments = await request<{ id: string; name: string }[]>(client, 'GET /prompts/{id}/environments', prompt)
    const environment_id = environments.find((environment) => environment.name === name)?.id
    await request(client, 'POST /prompts/{id}/environments/{environment_id}{?version_id}', { id: prompt.id, environment_id, version_id: prompt.version_id })
    await request(client, 'POST /prompts', { path: 'support/answer', model: 'newer' })
  }

  describe('listFiles', () => {
    it('walks files of every kind on every page', async () => {
      const found: string[] = []
      for await (const { type, path } of api.listFiles({ size: 3, sort_by: 'created_at', order: 'asc' })) found.push(`${type} ${path}`)
      expect(found).toEqual(['prompt support/answer', 'agent support/first/helper', 'dataset questions', 'tool tools/look-up'])
      expect(lastLine()).toBe('GET /files?size=3&sort_by=created_at&order=asc&page=2')
    })

    it('keeps some kinds, one folder, or a name', async () => {
      const names = async (params: Parameters<typeof api.listFiles>[0]) => (await api.listFiles(params)).items.map(({ name }) => name)
      expect(new Set(await names({ type: ['prompt', 'agent'] }))).toEqual(new Set(['answer', 'helper']))
      expect(new Set(await names({ path: 'support' }))).toEqual(new Set(['answer', 'helper']))
      expect(await names({ name: 'look', template: false })).toEqual(['look-up'])
      expect((await api.listFiles()).total).toBe(4)
    })

    it('adds the text of Prompts and Agents when it is asked for', async () => {
      const texts = new Map<string, unknown>()
      for await (const file of api.listFiles({ include_raw_file_content: true })) texts.set(file.name, 'raw_file_content' in file && file.raw_file_content)
      expect(Object.fromEntries(texts)).toEqual({
        answer: expect.stringContaining('{{question}}') as unknown,
        helper: expect.stringContaining('model: gpt-4o') as unknown,
        questions: false,
        'look-up': false,
      })
    })

    it('gives what is deployed to an environment, at that version', async () => {
      await deploy('staging')
      expect((await api.listFiles({ environment: 'staging' })).items).toMatchObject([{ path: 'support/answer', version_id: prompt.version_id, model: 'gpt-4o' }])
    })

    it('raises a NotFoundError for an environment that is not there, and an UnprocessableEntityError for an unknown kind', async () => {
      await expect(api.listFiles({ environment: 'nowhere' })).rejects.toThrow(NotFoundError)
      await expect(api.listFiles({ type: ['novel' as FileType] })).rejects.toThrow(UnprocessableEntityError)
    })
  })

  describe('retrieveByPath', () => {
    it('gives the file at a path, whatever its kind', async () => {
      expect(await api.retrieveByPath({ path: 'support/answer' })).toEqual(prompt)
      expect(sent.at(-1)).toMatchObject({ line: 'POST /files/retrieve-by-path', body: { path: 'support/answer' } })
      expect(await api.retrieveByPath({ path: 'questions' })).toMatchObject({ type: 'dataset', datapoints_count: 0 })
    })

    it('gives the version that an environment has, with its text', async () => {
      await deploy('staging')
      const file = await api.retrieveByPath({ path: 'support/answer', environment: 'staging', include_raw_file_content: true })
      expect(file).toMatchObject({ version_id: prompt.version_id, raw_file_content: expect.stringMatching(/^---\nmodel: gpt-4o\n/) as unknown })
      expect(lastLine()).toBe('POST /files/retrieve-by-path?environment=staging&include_raw_file_content=true')
    })

    it('raises a NotFoundError in the words of the API', async () => {
      const missing = api.retrieveByPath({ path: 'support/none' })
      await expect(missing).rejects.toThrow(NotFoundError)
      await expect(missing).rejects.toThrow(/^POST \/files\/retrieve-by-path failed with 404: .*support\/none/)
      await expect(api.retrieveByPath({ path: 'support/answer', environment: 'production' })).rejects.toThrow(NotFoundError)
    })
  })
})
