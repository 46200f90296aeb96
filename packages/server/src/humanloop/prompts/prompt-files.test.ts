import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { libsqlRepository } from '../../node/libsql-repository.js'
import { memoryRepository } from '../../repository/memory/memory-repository.js'
import { connectHumanloop } from '../../testing/connect.js'
import { greeting, withPrompt } from '../../testing/with-prompt.js'

async function withThree() {
  const connection = connectHumanloop()
  for (const path of ['b/Second', 'a/first', 'third']) await connection.ask('POST /prompts', {}, { path, model: 'gpt-4o' })
  const names = async (query: string) => (await connection.ask('GET /prompts', {}, undefined, query)).records.map(({ name }) => name)
  return { ...connection, names }
}

describe('upserting', () => {
  it('makes a Prompt with the documented defaults and its placeholders', async () => {
    const { prompt } = await withPrompt()
    expect(prompt).toMatchObject({ path: 'support/greeting', name: 'greeting', temperature: 1, max_tokens: -1, inputs: [{ name: 'name' }] })
    expect(prompt.id).toMatch(/^pr_\w+$/)
    expect(prompt.version_id).toMatch(/^prv_\w+$/)
  })

  it('gives the same version for the same content, whether defaults are written out or not', async () => {
    const { prompt, upsert, id, ask } = await withPrompt()
    const again = await upsert({ temperature: 1, other: {}, seed: null, provider: 'openai' })
    expect(again.version_id).toBe(prompt.version_id)
    expect((await ask('GET /prompts/{id}/versions', { id })).records).toHaveLength(1)
  })

  it('makes a new version for other content, by path or by id', async () => {
    const { prompt, upsert, id } = await withPrompt()
    const byPath = await upsert({ temperature: 0.5 })
    const byId = await upsert({ id, path: null, temperature: 0.7 })
    expect([byPath.id, byId.id]).toEqual([id, id])
    expect(new Set([prompt, byPath, byId].map((version) => version.version_id)).size).toBe(3)
  })

  it('keeps descriptions and labels of file and version', async () => {
    const { upsert } = await withPrompt({ description: 'Says hello', tags: ['support'], readme: '# Hi' })
    const named = await upsert({ version_name: 'v1', version_description: 'first' })
    expect(named).toMatchObject({ description: 'Says hello', tags: ['support'], readme: '# Hi', version_name: 'v1', version_description: 'first' })
  })

  it('answers 409 to a version name that another version has', async () => {
    const { send } = await withPrompt({ version_name: 'v1' })
    const { status, body } = await send('POST /prompts', { ...greeting, temperature: 0, version_name: 'v1' })
    expect([status, body]).toEqual([409, { detail: expect.stringContaining('"v1"') as unknown }])
  })

  it('answers 422 with the place of every wrong field', async () => {
    const { send } = connectHumanloop()
    const { status, body } = await send('POST /prompts', { path: 'a', temperature: 'hot', colour: 'red' })
    expect(status).toBe(422)
    v.parse(v.strictObject({ detail: v.array(v.strictObject({ loc: v.array(v.union([v.string(), v.number()])), msg: v.string(), type: v.string() })) }), body)
    expect(body).toMatchObject({
      detail: expect.arrayContaining([
        expect.objectContaining({ loc: ['body', 'model'], type: 'missing' }),
        expect.objectContaining({ loc: ['body', 'temperature'] }),
        expect.objectContaining({ loc: ['body', 'colour'], type: 'extra_forbidden' }),
      ]) as unknown,
    })
  })

  it.each(['', '/a', 'a/', 'a//b', '../a', 'a/./b', ' '])('refuses the path %j', async (path) => {
    const { send } = connectHumanloop()
    expect(await send('POST /prompts', { ...greeting, path })).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'path'] }] } })
  })

  it('names the words that a field takes', async () => {
    const { send } = connectHumanloop()
    const { status, body } = await send('POST /prompts', { ...greeting, endpoint: 'talk' })
    expect(status).toBe(422)
    expect(body).toEqual({ detail: [{ loc: ['body', 'endpoint'], msg: 'Input should be "complete" or "chat" or "edit"', type: 'enum' }] })
  })

  it('needs an id or a path, and refuses a path that is not the id\'s', async () => {
    const { send, id } = await withPrompt()
    expect((await send('POST /prompts', { model: 'gpt-4o' })).status).toBe(422)
    expect((await send('POST /prompts', { ...greeting, id, path: 'elsewhere' })).status).toBe(422)
    expect((await send('POST /prompts', { ...greeting, id: 'pr_unknown', path: null })).status).toBe(404)
  })

  it('refuses linked tools that are not there', async () => {
    const { send } = connectHumanloop()
    expect((await send('POST /prompts', { ...greeting, linked_tools: ['tl_1'] })).status).toBe(404)
  })
})

describe('listing', () => {
  it('pages through Prompts, newest first, ten at a time', async () => {
    const { ask, names } = await withThree()
    expect(await ask('GET /prompts')).toMatchObject({ page: 1, size: 10, total: 3 })
    expect(await names('?size=2')).toEqual(['third', 'first'])
    expect(await names('?size=2&page=2')).toEqual(['Second'])
    expect(await names('?size=2&page=3')).toEqual([])
  })

  it('cuts pages at 1000 and takes any page number', async () => {
    for (const repository of [memoryRepository(), await libsqlRepository()]) {
      const { ask } = connectHumanloop({ repository })
      expect(await ask('GET /prompts', {}, undefined, `?size=${Number.MAX_SAFE_INTEGER}`)).toMatchObject({ size: 1000, records: [] })
      expect(await ask('GET /prompts', {}, undefined, `?page=${Number.MAX_SAFE_INTEGER}`)).toMatchObject({ page: Number.MAX_SAFE_INTEGER, records: [] })
    }
  })

  it('sorts and filters', async () => {
    const { names } = await withThree()
    expect(await names('?sort_by=name&order=asc')).toEqual(['Second', 'first', 'third'])
    expect(await names('?name=IR')).toEqual(['third', 'first'])
    expect(await names('?user_filter=local')).toHaveLength(3)
    expect(await names('?user_filter=somebody')).toEqual([])
  })

  it('refuses pages that are no numbers', async () => {
    const { send } = await withThree()
    expect(await send('GET /prompts?page=two')).toMatchObject({ status: 422, body: { detail: [{ loc: ['query', 'page'] }] } })
  })
})

describe('getting', () => {
  it('gives the newest version while nothing is deployed', async () => {
    const { upsert, ask, id } = await withPrompt()
    const newest = await upsert({ temperature: 0 })
    expect((await ask('GET /prompts/{id}', { id })).version_id).toBe(newest.version_id)
  })

  it('gives the version that is asked for, or deployed to the environment that is asked for', async () => {
    const { prompt, upsert, ask, send, id } = await withPrompt()
    const second = await upsert({ temperature: 0 })
    await ask('POST /prompts/{id}/environments/{environment_id}', { id, environment_id: 'env_staging' }, undefined, `?version_id=${prompt.version_id}`)
    const got = async (query: string) => (await ask('GET /prompts/{id}', { id }, undefined, query)).version_id
    expect(await got(`?version_id=${prompt.version_id}`)).toBe(prompt.version_id)
    expect(await got('?environment=staging')).toBe(prompt.version_id)
    expect(await got('')).toBe(second.version_id)
    for (const query of ['?environment=production', '?environment=moon', '?version_id=prv_0']) expect((await send(`GET /prompts/${id}${query}`)).status).toBe(404)
    expect((await send(`GET /prompts/${id}?version_id=a&environment=b`)).status).toBe(400)
  })

  it('answers 404 to an unknown id', async () => {
    const { send } = connectHumanloop()
    expect(await send('GET /prompts/pr_unknown')).toMatchObject({ status: 404, body: { detail: expect.stringContaining('pr_unknown') as unknown } })
  })
})

describe('moving and deleting', () => {
  it('moves to a path and renames in place', async () => {
    const { ask, id } = await withPrompt()
    expect(await ask('PATCH /prompts/{id}', { id }, { path: 'sales/hello' })).toMatchObject({ path: 'sales/hello', name: 'hello' })
    expect(await ask('PATCH /prompts/{id}', { id }, { name: 'bye' })).toMatchObject({ path: 'sales/bye', name: 'bye' })
  })

  it('refuses a path that is taken, and names with slashes', async () => {
    const { ask, send, id } = await withPrompt()
    await ask('POST /prompts', {}, { path: 'taken', model: 'gpt-4o' })
    expect((await send(`PATCH /prompts/${id}`, { path: 'taken' })).status).toBe(409)
    expect((await send(`PATCH /prompts/${id}`, { name: 'a/b' })).status).toBe(422)
  })

  it('deletes a Prompt with all of its versions and frees its path', async () => {
    const { send, id, upsert } = await withPrompt()
    expect(await send(`DELETE /prompts/${id}`)).toMatchObject({ status: 204, text: '' })
    expect((await send(`GET /prompts/${id}`)).status).toBe(404)
    expect((await send(`DELETE /prompts/${id}`)).status).toBe(404)
    expect((await upsert({})).id).not.toBe(id)
  })
})
