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
