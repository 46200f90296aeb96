import { describe, expect, it } from 'vitest'
import { connectHumanloop } from '../../testing/connect.js'
import { engines } from '../../testing/engines.js'

/** A server with a file of every kind. */
async function withFiles(options?: Parameters<typeof connectHumanloop>[0]) {
  const connection = connectHumanloop(options)
  const { ask } = connection
  const prompt = await ask('POST /prompts', {}, { path: 'x/prompt', model: 'm', template: [{ role: 'user', content: 'Hi' }] })
  await ask('POST /tools', {}, { path: 'x/tool', source_code: 'x' })
  await ask('POST /flows', {}, { path: 'x/y/flow', attributes: {} })
  await ask('POST /evaluators', {}, { path: 'xy/evaluator', spec: { evaluator_type: 'external', arguments_type: 'target_free', return_type: 'boolean' } })
  await ask('POST /agents', {}, { path: 'agent', model: 'm' })
  await ask('POST /datasets', {}, { path: 'dataset', datapoints: [] })
  const list = (query = '') => ask('GET /files', {}, undefined, query)
  const names = async (query: string) => (await list(query)).records.map(({ name }) => name)
  return { ...connection, prompt, list, names }
}

describe.each(engines)('files of any kind, kept in %s', (_, open) => {
  it('are listed newest first, page by page', async () => {
    const { list, names } = await withFiles({ repository: await open() })
    const { records, total, size } = await list()
    expect(records.map(({ type }) => type)).toEqual(['dataset', 'agent', 'evaluator', 'flow', 'tool', 'prompt'])
    expect([total, size]).toEqual([6, 10])
    expect(await list('?page=2&size=4')).toMatchObject({ total: 6, page: 2, size: 4, records: [{ name: 'tool' }, { name: 'prompt' }] })
    expect(await names('?sort_by=name&order=asc&size=2')).toEqual(['agent', 'dataset'])
  })

  it('are filtered by kind, folder and name', async () => {
    const { names } = await withFiles({ repository: await open() })
    expect(await names('?type=prompt&type=agent')).toEqual(['agent', 'prompt'])
    expect(await names('?type=flow')).toEqual(['flow'])
    expect(await names('?path=x')).toEqual(['flow', 'tool', 'prompt'])
    expect(await names('?path=x&type=tool&name=OO')).toEqual(['tool'])
    expect(await names('?path=nowhere')).toEqual([])
    expect(await names('?template=true')).toEqual([])
    expect(await names('?template=false&size=100')).toHaveLength(6)
  })

  it('are listed as they are deployed', async () => {
    const { ask, list, names, prompt } = await withFiles({ repository: await open() })
    expect(await names('?environment=staging')).toEqual([])
    const staging = (await ask('GET /prompts/{id}/environments', { id: prompt.id })).find(({ name }) => name === 'staging')
    const where = { id: prompt.id, environment_id: staging?.id ?? '' }
    await ask('POST /prompts/{id}/environments/{environment_id}', where, undefined, `?version_id=${prompt.version_id}`)
    await ask('POST /prompts', {}, { path: 'x/prompt', model: 'newer' })
    expect(await list('?environment=staging')).toMatchObject({ total: 1, records: [{ version_id: prompt.version_id }] })
    expect((await list('?type=prompt')).records).toMatchObject([{ model: 'newer' }])
  })
})

describe('files of any kind', () => {
  it('carry their text when asked for', async () => {
    const { ask, list } = await withFiles()
    const { records } = await list('?include_raw_file_content=true')
    const texts = Object.fromEntries(records.map((file) => [file.type, 'raw_file_content' in file ? file.raw_file_content : undefined]))
    expect(texts).toMatchObject({ prompt: expect.stringContaining('<user>') as unknown, agent: expect.stringContaining('model: m') as unknown, tool: undefined })
    expect((await list()).records.some((file) => 'raw_file_content' in file)).toBe(false)
    const found = await ask('POST /files/retrieve-by-path', {}, { path: 'agent' }, '?include_raw_file_content=true')
    expect(found).toMatchObject({ type: 'agent', raw_file_content: texts['agent'] })
  })

  it('have no text when there is no way to write it', async () => {
    const { ask, list } = connectWithThinking()
    await ask('POST /prompts', {}, { path: 'p', model: 'm', template: [{ role: 'assistant', thinking: [{ type: 'redacted_thinking', data: 'x' }] }] })
    expect((await list()).records).toMatchObject([{ raw_file_content: null }])
  })

  it('are found by path, at the version that is meant', async () => {
    const { ask, send, prompt } = await withFiles()
    expect(await ask('POST /files/retrieve-by-path', {}, { path: 'x/prompt' })).toEqual(await ask('GET /prompts/{id}', { id: prompt.id }))
    const refusal = (path: string, query = '') => send(`POST /files/retrieve-by-path${query}`, { path })
    expect(await refusal('x/none')).toMatchObject({ status: 404, body: { detail: expect.stringContaining('x/none') as unknown } })
    expect(await refusal('x/prompt', '?environment=production')).toMatchObject({ status: 404, body: { detail: expect.stringContaining('production') as unknown } })
    expect((await refusal('x/prompt', '?environment=nowhere')).status).toBe(404)
  })

  it('are not listed for an environment or a kind that does not exist', async () => {
    const { send } = connectHumanloop()
    expect((await send('GET /files?environment=nowhere')).status).toBe(404)
    expect((await send('GET /files?type=novel')).status).toBe(422)
  })
})

function connectWithThinking() {
  const connection = connectHumanloop()
  return { ...connection, list: () => connection.ask('GET /files', {}, undefined, '?include_raw_file_content=true') }
}
