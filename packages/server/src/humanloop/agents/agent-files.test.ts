import type { AgentRequest } from '@smarter-api/schemas/humanloop'
import { describe, expect, it } from 'vitest'
import { connectHumanloop } from '../../testing/connect.js'
import { helper as answering, link, lookUp } from '../../testing/with-agent.js'

const inline = { type: 'inline', json_schema: lookUp, on_agent_call: 'stop' } as const
const helper: AgentRequest = { ...answering, max_iterations: 3, tools: [inline] }

describe('Agents', () => {
  it('are made with the defaults of the API, and come back as committed', async () => {
    const { ask } = connectHumanloop()
    const agent = await ask('POST /agents', {}, helper)
    expect(agent).toMatchObject({
      type: 'agent',
      path: 'support/helper',
      name: 'helper',
      status: 'committed',
      endpoint: 'chat',
      provider: 'openai',
      max_tokens: -1,
      max_iterations: 3,
      tools: [inline],
      inputs: [{ name: 'name' }],
    })
    expect(await ask('GET /agents/{id}', { id: agent.id })).toEqual(agent)
    expect((await ask('GET /agents')).records).toEqual([agent])
  })

  it('give the same version for the same content, however it is told', async () => {
    const { ask } = connectHumanloop()
    const { version_id } = await ask('POST /agents', {}, helper)
    const told = { ...helper, temperature: 1, seed: null, tools: [{ ...inline }] }
    expect((await ask('POST /agents', {}, told)).version_id).toBe(version_id)
    expect((await ask('POST /agents', {}, { ...helper, max_iterations: 4 })).version_id).not.toBe(version_id)
  })

  it('are written as .agent files that read back as the same Agent', async () => {
    const { ask, send } = connectHumanloop()
    const { id, version_id } = await ask('POST /agents', {}, helper)
    const { text } = await send(`GET /agents/${id}/serialize`)
    expect(text).toContain('max_iterations: 3')
    const kernel = await ask('POST /agents/deserialize', {}, { agent: text })
    expect(kernel).toMatchObject({ model: 'gpt-4o', tools: [inline], template: helper.template })
    expect((await ask('POST /agents', {}, { ...kernel, path: 'support/helper' })).version_id).toBe(version_id)
    expect(await send('POST /agents/deserialize', { agent: 'no front matter' })).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'agent'] }] } })
  })

  it('run at least one round', async () => {
    const { send } = connectHumanloop()
    expect(await send('POST /agents', { ...helper, max_iterations: 0 })).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'max_iterations'] }] } })
  })
})

describe('linked files', () => {
  it('come back at the version that the link means', async () => {
    const { ask } = connectHumanloop()
    const tool = await ask('POST /tools', {}, { path: 'tools/look-up', function: lookUp })
    const prompt = await ask('POST /prompts', {}, { path: 'answer', model: 'm' })
    const newer = await ask('POST /prompts', {}, { path: 'answer', model: 'n' })
    const { tools } = await ask('POST /agents', {}, { path: 'a', model: 'm', tools: [link(tool.id), link(prompt.id, { version_id: prompt.version_id })] })
    expect(tools).toMatchObject([
      { type: 'file', link: { file_id: tool.id }, file: { type: 'tool', function: lookUp, version_id: tool.version_id } },
      { type: 'file', link: { file_id: prompt.id, version_id: prompt.version_id }, file: { type: 'prompt', model: 'm', version_id: prompt.version_id } },
    ])
    expect(newer.version_id).not.toBe(prompt.version_id)
  })

  it('follow what is deployed to an environment', async () => {
    const { ask, send } = connectHumanloop()
    const { id, version_id } = await ask('POST /prompts', {}, { path: 'answer', model: 'm' })
    const [environment] = await ask('GET /prompts/{id}/environments', { id })
    const environment_id = environment?.id ?? ''
    const agent = { path: 'a', model: 'm', tools: [link(id, { environment_id })] }
    expect(await send('POST /agents', agent)).toMatchObject({ status: 404, body: { detail: expect.stringContaining('deployed') as unknown } })
    await ask('POST /prompts/{id}/environments/{environment_id}', { id, environment_id }, undefined, `?version_id=${version_id}`)
    expect((await ask('POST /agents', {}, agent)).tools).toMatchObject([{ file: { version_id } }])
  })

  it('are null once they are deleted', async () => {
    const { ask, send } = connectHumanloop()
    const tool = await ask('POST /tools', {}, { path: 't', function: lookUp })
    const { id } = await ask('POST /agents', {}, { path: 'a', model: 'm', tools: [link(tool.id)] })
    expect((await send(`DELETE /tools/${tool.id}`)).status).toBe(204)
    expect((await ask('GET /agents/{id}', { id })).tools).toMatchObject([{ link: { file_id: tool.id }, file: null }])
  })

  it('may be Agents that link to each other', async () => {
    const { ask } = connectHumanloop()
    const { id } = await ask('POST /agents', {}, { path: 'a', model: 'm' })
    const { tools } = await ask('POST /agents', {}, { path: 'a', model: 'm', tools: [link(id)] })
    expect(tools).toMatchObject([{ file: { path: 'a', tools: [{ link: { file_id: id } }] } }])
  })

  it('must be there, be callable, and have names of their own', async () => {
    const { ask, send } = connectHumanloop()
    const flow = await ask('POST /flows', {}, { path: 'f', attributes: {} })
    const tool = await ask('POST /tools', {}, { path: 't', function: lookUp })
    const refusal = async (...tools: object[]) => send('POST /agents', { path: 'a', model: 'm', tools })
    expect((await refusal(link('tl_none'))).status).toBe(404)
    expect((await refusal(link(tool.id, { version_id: flow.version_id }))).status).toBe(404)
    expect(await refusal(link(flow.id))).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'tools', 0, 'link'] }] } })
    expect(await refusal(inline, link(tool.id))).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'tools', 1] }] } })
    expect((await refusal(link(tool.id, { version_id: tool.version_id, environment_id: 'env_1' }))).status).toBe(422)
    expect((await send('GET /agents/a')).status).toBe(404)
  })
})
