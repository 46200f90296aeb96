import { describe, expect, it } from 'vitest'
import { withEvaluation } from '../../testing/with-evaluation.js'

async function withMonitors() {
  const { ask, send, prompt, exact } = await withEvaluation()
  await ask('POST /evaluators/{id}/environments/{environment_id}', { id: exact.id, environment_id: 'env_production' }, undefined, `?version_id=${exact.version_id}`)
  const monitor = (body: object) => send(`POST /prompts/${prompt.id}/evaluators`, body)
  const monitors = async () => (await ask('GET /prompts/{id}', { id: prompt.id })).evaluators?.length
  return { send, exact, prompt, monitor, monitors, byEnvironment: { evaluator_id: exact.id, environment_id: 'env_production' }, byVersion: { evaluator_version_id: exact.version_id } }
}

describe('monitoring', () => {
  it('by an environment ends when asked, even while nothing is deployed there', async () => {
    const { send, exact, monitor, monitors, byEnvironment } = await withMonitors()
    const deployment = `/evaluators/${exact.id}/environments/env_production`
    await monitor({ activate: [byEnvironment] })
    await send(`DELETE ${deployment}`)
    expect((await monitor({ deactivate: [byEnvironment] })).status).toBe(200)
    await send(`POST ${deployment}?version_id=${exact.version_id}`)
    expect(await monitors()).toBe(0)
  })

  it('goes on with a version that was deleted, but does not begin with one', async () => {
    const { send, exact, monitor, monitors, byEnvironment, byVersion } = await withMonitors()
    await send('POST /evaluators', { id: exact.id, spec: { evaluator_type: 'external', arguments_type: 'target_free', return_type: 'text' } })
    await monitor({ activate: [byVersion] })
    await send(`DELETE /evaluators/${exact.id}/environments/env_production`)
    expect((await send(`DELETE /evaluators/${exact.id}/versions/${exact.version_id}`)).status).toBe(204)
    expect(await monitors()).toBe(1)
    expect((await monitor({ deactivate: [byVersion] })).status).toBe(200)
    expect((await monitor({ activate: [byVersion] })).status).toBe(404)
    expect((await monitor({ activate: [byEnvironment] })).status).toBe(404)
  })

  it('is told of an Evaluator that is not there', async () => {
    const { prompt, monitor } = await withMonitors()
    expect((await monitor({ activate: [{ evaluator_version_id: prompt.version_id }] })).status).toBe(404)
    expect((await monitor({ deactivate: [{ evaluator_version_id: 'evv_none' }] })).status).toBe(404)
  })
})
