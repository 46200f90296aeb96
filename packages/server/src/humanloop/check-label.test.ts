import { describe, expect, it } from 'vitest'
import { engines } from '../testing/engines.js'
import { withFlow } from '../testing/with-flow.js'

const unstorable: [string, string][] = [
  ['NUL', 'a\u0000b'],
  ['half of a surrogate pair', 'a\ud83d'],
]

describe.each(unstorable)('a text with %s', (_name, text) => {
  it('is no path, name, description or id', async () => {
    const { send, ask, id, flow } = await withFlow()
    const { id: folder } = await ask('POST /directories', {}, { path: 'folder' })
    const upsert = { id, attributes: {} }
    const requests: [string, object, string][] = [
      ['POST /flows', { attributes: {}, path: text }, 'path'],
      ['POST /flows', { ...upsert, version_name: text }, 'version_name'],
      ['POST /flows', { ...upsert, version_description: text }, 'version_description'],
      [`PATCH /flows/${id}`, { name: text }, 'name'],
      [`PATCH /flows/${id}/versions/${flow.version_id}`, { name: text }, 'name'],
      [`PATCH /flows/${id}/versions/${flow.version_id}`, { description: text }, 'description'],
      ['POST /directories', { path: text }, 'path'],
      [`PATCH /directories/${folder}`, { name: text }, 'name'],
      ['POST /flows/log', { id, log_id: text }, 'log_id'],
      ['POST /flows/log', { id, trace_parent_id: text }, 'trace_parent_id'],
      ['POST /evaluations', { file: { id }, name: text, evaluators: [] }, 'name'],
    ]
    for (const [route, body, field] of requests) expect(await send(route, body), `${route} ${field}`).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', field] }] } })
  })
})

describe.each(engines)('with data in %s', (_name, open) => {
  it('a path, a name or an id has at most 400 characters', async () => {
    const { send, id } = await withFlow({ repository: await open() })
    const long = '界'.repeat(401)
    const requests: [string, object, string][] = [
      ['POST /flows', { attributes: {}, path: long }, 'path'],
      ['POST /flows', { id, attributes: {}, version_name: long }, 'version_name'],
      [`PATCH /flows/${id}`, { name: long }, 'name'],
      ['POST /directories', { path: long }, 'path'],
      ['POST /flows/log', { id, log_id: long }, 'log_id'],
      ['POST /flows/log', { id, trace_parent_id: long }, 'trace_parent_id'],
      ['POST /flows/log', { id, source_datapoint_id: long }, 'source_datapoint_id'],
    ]
    for (const [route, body, field] of requests) expect(await send(route, body), `${route} ${field}`).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', field] }] } })
    const longest = long.slice(1)
    const taken: [string, object][] = [
      ['POST /flows', { attributes: {}, path: longest }],
      ['POST /flows', { id, attributes: {}, version_name: longest }],
      ['POST /directories', { path: `a/${longest.slice(2)}` }],
      ['POST /flows/log', { id, log_id: longest, source_datapoint_id: longest }],
    ]
    for (const [route, body] of taken) expect([200, 201], route).toContain((await send(route, body)).status)
  })

  it('a directory is not moved where paths below it would be longer', async () => {
    const { send, ask } = await withFlow({ repository: await open() })
    const { id: folder } = await ask('POST /directories', {}, { path: 'folder' })
    await ask('POST /flows', {}, { path: `folder/${'界'.repeat(390)}`, attributes: {} })
    expect((await send(`PATCH /directories/${folder}`, { path: '界'.repeat(399) })).status).toBe(200)
    const { id: above } = await ask('POST /directories', {}, { path: 'above' })
    await ask('POST /directories', {}, { path: `above/${'b'.repeat(390)}` })
    expect((await send(`PATCH /directories/${above}`, { path: 'c'.repeat(300) })).status).toBe(400)
  })
})

it.each(['log_id', 'trace_parent_id'])('an empty %s is refused, by Logs and by calls', async (field) => {
  const { ask, send, id } = await withFlow()
  const refused = { status: 422, body: { detail: [{ loc: ['body', field] }] } }
  expect(await send('POST /flows/log', { id, [field]: '' })).toMatchObject(refused)
  await ask('POST /prompts', {}, { path: 'p', model: 'm' })
  expect(await send('POST /prompts/call', { path: 'p', [field]: '' })).toMatchObject(refused)
})

it.each(engines)('what a Log says is kept in %s whatever its characters', async (_name, open) => {
  const { logRun, getLog } = await withFlow({ repository: await open() })
  const output = 'a\u0000b \ud83d 😀'
  await logRun({ log_id: 'l', output, metadata: { [output]: output } })
  expect(await getLog('l')).toMatchObject({ output, metadata: { [output]: output } })
})
