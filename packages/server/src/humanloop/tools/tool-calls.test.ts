import { describe, expect, it } from 'vitest'
import { connectHumanloop } from '../../testing/connect.js'

async function withTool() {
  const connection = connectHumanloop()
  const { id } = await connection.ask('POST /tools', {}, { path: 'tool', function: { name: 'f', description: 'd' } })
  const add = (...variables: object[]) => connection.ask('POST /tools/{id}/environment-variables', { id }, variables)
  return { ...connection, id, add }
}

describe('calling a Tool', () => {
  it('answers a mock from its setup values, and keeps a Log of it', async () => {
    const { ask } = connectHumanloop()
    const tool = await ask('POST /tools', {}, { path: 'weather', tool_type: 'mock', setup_values: { output: { sky: 'blue' } } })
    const called = await ask('POST /tools/call', {}, { id: tool.id, inputs: { city: 'Oslo' }, log_id: 'mine' })
    expect(called).toMatchObject({ id: 'mine', output: '{"sky":"blue"}', inputs: { city: 'Oslo' }, tool: { id: tool.id, version_logs_count: 1 } })
    expect(await ask('GET /logs/{id}', { id: 'mine' })).toEqual(called)
  })

  it('answers a snippet with the text that its input names', async () => {
    const { ask } = connectHumanloop()
    await ask('POST /tools', {}, { path: 'texts', tool_type: 'snippet', setup_values: { hello: 'Hi there' } })
    const call = (inputs: object) => ask('POST /tools/call', {}, { path: 'texts', inputs })
    expect((await call({ key: 'hello' })).output).toBe('Hi there')
    expect((await call({ key: 'toString' })).error).toBe('The Tool has no setup value "toString".')
    expect((await call({})).error).toContain('input "key"')
  })

  it('says in a Log that it runs no code', async () => {
    const { ask } = connectHumanloop()
    const called = await ask('POST /tools/call', {}, { path: 'sum', tool: { function: { name: 'sum', description: 'Adds' }, source_code: 'x' } })
    expect(called).toMatchObject({ error: expect.stringContaining('no Tools of type json_schema') as unknown, tool: { path: 'sum' } })
    expect(called).not.toHaveProperty('output')
  })

  it('takes its place in a trace', async () => {
    const { ask } = connectHumanloop()
    const flow = await ask('POST /flows/log', {}, { path: 'flow', flow: { attributes: {} } })
    const called = await ask('POST /tools/call', {}, { path: 'mock', tool: { setup_values: {} }, trace_parent_id: flow.id })
    expect(called).toMatchObject({ trace_parent_id: flow.id, trace_id: flow.id, trace_flow_id: flow.flow_id })
  })
})

describe('Logs of Tools', () => {
  it('can be changed field by field', async () => {
    const { ask, send } = connectHumanloop()
    const tool = { function: { name: 'sum', description: 'Adds' } }
    const { id, tool_id: toolId } = await ask('POST /tools/log', {}, { path: 'sum', tool, inputs: { a: 1 }, output: '1' })
    const changed = await ask('PATCH /tools/{id}/log/{log_id}', { id: toolId, log_id: id }, { output: null, error: 'overflow', stdout: '...' })
    expect(changed).toMatchObject({ inputs: { a: 1 }, output: null, error: 'overflow', stdout: '...' })
    expect((await send(`PATCH /tools/${toolId}/log/log_0`, { output: 'x' })).status).toBe(404)
  })
})

describe('environment variables of a Tool', () => {
  it('are added and replaced by name', async () => {
    const { ask, id, add } = await withTool()
    expect(await ask('GET /tools/{id}/environment-variables', { id })).toEqual([])
    await add({ name: 'A', value: '1' }, { name: 'B', value: '2' })
    const both = [{ name: 'A', value: '3' }, { name: 'B', value: '2' }]
    expect(await add({ name: 'A', value: '3' })).toEqual(both)
    expect(await ask('GET /tools/{id}/environment-variables', { id })).toEqual(both)
  })

  it('are deleted by name', async () => {
    const { ask, send, id, add } = await withTool()
    await add({ name: 'A/B', value: '1' }, { name: 'C', value: '2' })
    expect(await ask('DELETE /tools/{id}/environment-variables/{name}', { id, name: 'A/B' })).toEqual([{ name: 'C', value: '2' }])
    expect((await send(`DELETE /tools/${id}/environment-variables/A`)).body).toEqual({ detail: 'Tool "tool" has no environment variable "A".' })
  })

  it('stay with the Tool through new versions', async () => {
    const { ask, id, add } = await withTool()
    await add({ name: 'A', value: '1' })
    await ask('POST /tools', {}, { id, function: { name: 'g', description: 'd' } })
    await ask('PATCH /tools/{id}', { id }, { path: 'elsewhere' })
    expect(await ask('GET /tools/{id}/environment-variables', { id })).toHaveLength(1)
  })

  it('need a name and a Tool', async () => {
    const { send, id } = await withTool()
    const refused = await send(`POST /tools/${id}/environment-variables`, [{ name: '', value: '1' }])
    expect(refused).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 0, 'name'] }] } })
    expect((await send('GET /tools/tl_0/environment-variables')).status).toBe(404)
  })
})
