import { describe, expect, it } from 'vitest'
import { memoryRepository } from '../../repository/memory/memory-repository.js'
import { connectHumanloop } from '../../testing/connect.js'
import { greeting, withPrompt } from '../../testing/with-prompt.js'

describe('versions', () => {
  it('are listed newest first', async () => {
    const { prompt, upsert, ask, id } = await withPrompt()
    const second = await upsert({ temperature: 0 })
    const { records } = await ask('GET /prompts/{id}/versions', { id }, undefined, '?evaluator_aggregates=true')
    expect(records.map(({ version_id }) => version_id)).toEqual([second.version_id, prompt.version_id])
  })

  it('can be named, described, and renamed, but not to a taken name', async () => {
    const { prompt, upsert, ask, send, id } = await withPrompt()
    await upsert({ temperature: 0, version_name: 'cold' })
    const path = { id, version_id: prompt.version_id }
    expect(await ask('PATCH /prompts/{id}/versions/{version_id}', path, { name: 'warm', description: 'cosy' })).toMatchObject({
      version_name: 'warm',
      version_description: 'cosy',
    })
    expect(await ask('PATCH /prompts/{id}/versions/{version_id}', path, { name: null })).toMatchObject({ version_name: null, version_description: 'cosy' })
    expect((await send(`PATCH /prompts/${id}/versions/${prompt.version_id}`, { name: 'cold' })).status).toBe(409)
  })

  it('can be deleted, unless deployed or the only one; their logs stay', async () => {
    const { prompt, upsert, ask, send, id } = await withPrompt()
    const remove = (version: string) => send(`DELETE /prompts/${id}/versions/${version}`)
    const log = await ask('POST /prompts/log', {}, { id, output: 'x' })
    expect((await remove(prompt.version_id)).status).toBe(400)
    const second = await upsert({ temperature: 0 })
    await ask('POST /prompts/{id}/environments/{environment_id}', { id, environment_id: 'env_staging' }, undefined, `?version_id=${second.version_id}`)
    expect(await remove(second.version_id)).toMatchObject({ status: 400, body: { detail: expect.stringContaining('staging') as unknown } })
    expect((await remove(prompt.version_id)).status).toBe(204)
    expect((await remove(prompt.version_id)).status).toBe(404)
    expect((await ask('GET /logs/{id}', { id: log.id })).output).toBe('x')
    expect((await upsert({})).version_id).toBe(prompt.version_id)
  })
})

describe('deployments', () => {
  it('show which version each environment serves', async () => {
    const { prompt, ask, id } = await withPrompt()
    await ask('POST /prompts/{id}/environments/{environment_id}', { id, environment_id: 'env_production' }, undefined, `?version_id=${prompt.version_id}`)
    const listed = await ask('GET /prompts/{id}/environments', { id })
    expect(listed.map(({ name, tag, file }) => [name, tag, file?.version_id ?? null])).toEqual([
      ['production', 'default', prompt.version_id],
      ['staging', 'other', null],
      ['development', 'other', null],
    ])
    expect((await ask('GET /prompts/{id}', { id })).environments?.map(({ name }) => name)).toEqual(['production'])
  })

  it('to the default environment choose the version that is used', async () => {
    const { prompt, upsert, ask, send, id } = await withPrompt()
    await upsert({ temperature: 0 })
    const current = async () => (await ask('GET /prompts/{id}', { id })).version_id === prompt.version_id
    await ask('POST /prompts/{id}/environments/{environment_id}', { id, environment_id: 'env_production' }, undefined, `?version_id=${prompt.version_id}`)
    expect(await current()).toBe(true)
    expect((await send(`DELETE /prompts/${id}/environments/env_production`)).status).toBe(204)
    expect(await current()).toBe(false)
  })

  it('refuse unknown environments and versions', async () => {
    const { send, id, prompt } = await withPrompt()
    expect((await send(`POST /prompts/${id}/environments/env_moon?version_id=${prompt.version_id}`)).status).toBe(404)
    expect((await send(`POST /prompts/${id}/environments/env_staging?version_id=prv_0`)).status).toBe(404)
    expect((await send(`POST /prompts/${id}/environments/env_staging`)).status).toBe(422)
  })
})

describe('monitoring', () => {
  it('attaches Evaluators by version and by environment, and detaches them', async () => {
    const repository = memoryRepository()
    const { ask, send } = connectHumanloop({ repository })
    const { id } = await ask('POST /prompts', {}, greeting)
    const createdAt = '2026-01-01T00:00:00.000Z'
    await repository.write(async ({ files, versions, deployments }) => {
      const details = { description: null, readme: null, tags: null, monitors: [] }
      await files.insert({ id: 'ev_1', kind: 'evaluator', path: 'judge', directoryId: 'dir_root', name: 'judge', details, createdAt, updatedAt: createdAt })
      const content = { spec: { evaluator_type: 'external', arguments_type: 'target_free', return_type: 'boolean' } }
      const labels = { name: null, description: null, deletedAt: null }
      await versions.insert({ id: 'evv_1', fileId: 'ev_1', hash: 'h', content, createdAt, updatedAt: createdAt, ...labels })
      await deployments.set({ fileId: 'ev_1', environmentId: 'env_production', versionId: 'evv_1', createdAt })
    })
    const byVersion = { evaluator_version_id: 'evv_1' }
    const byEnvironment = { evaluator_id: 'ev_1', environment_id: 'env_production' }
    const attached = await ask('POST /prompts/{id}/evaluators', { id }, { activate: [byVersion, byVersion, byEnvironment] })
    expect(attached.evaluators?.map(({ version }) => version?.path)).toEqual(['judge', 'judge'])
    const detached = await ask('POST /prompts/{id}/evaluators', { id }, { deactivate: [byVersion] })
    expect(detached.evaluators).toHaveLength(1)
    expect((await send(`POST /prompts/${id}/evaluators`, { activate: [{ evaluator_version_id: 'evv_0' }] })).status).toBe(404)
  })
})
