import { responses } from '@smarter-api/schemas/humanloop'
import type { PromptRequest } from '@smarter-api/schemas/humanloop'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { memoryRepository } from '../../repository/memory/memory-repository.js'
import { libsqlRepository } from '../../node/libsql-repository.js'
import { connectHumanloop } from '../../testing/connect.js'

const greeting: PromptRequest = {
  path: 'support/greeting',
  model: 'gpt-4o',
  template: [{ role: 'system', content: 'Greet {{name}}.' }],
}

/** A server with one Prompt. */
async function withPrompt(changes: Partial<PromptRequest> = {}) {
  const connection = connectHumanloop()
  const prompt = await connection.ask('POST /prompts', {}, { ...greeting, ...changes })
  const upsert = (fields: Partial<PromptRequest>) => connection.ask('POST /prompts', {}, { ...greeting, ...fields })
  return { ...connection, prompt, id: prompt.id, upsert }
}

async function withThree() {
  const connection = connectHumanloop()
  for (const path of ['b/Second', 'a/first', 'third']) await connection.ask('POST /prompts', {}, { path, model: 'gpt-4o' })
  const names = async (query: string) => (await connection.ask('GET /prompts', {}, undefined, query)).records.map(({ name }) => name)
  return { ...connection, names }
}

function events(text: string) {
  return text.split('\n\n').slice(0, -2).map((event) => v.parse(responses['POST /prompts/call#stream'], JSON.parse(event.slice('data: '.length))))
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

describe('calling', () => {
  it('fills the template, answers with the built-in model, and keeps a Log', async () => {
    const { ask, id, prompt } = await withPrompt()
    const answer = await ask('POST /prompts/call', {}, { id, inputs: { name: 'Ada' }, messages: [{ role: 'user', content: 'Hi' }], source: 'test', environment: 'mine' })
    expect(answer.logs[0]?.output).toMatch(/smarter-builtin.*"Hi".*Greet Ada/)
    expect(answer).toMatchObject({ inputs: { name: 'Ada' }, source: 'test', environment: 'mine', prompt: { version_id: prompt.version_id } })
    const log = await ask('GET /logs/{id}', { id: answer.id })
    expect(log).toMatchObject({ output: answer.logs[0]?.output, inputs: { name: 'Ada' }, source: 'test', environment: 'mine' })
    expect((await ask('GET /prompts/{id}', { id })).total_logs_count).toBe(1)
  })

  it('answers alike to the same call', async () => {
    const { ask, id } = await withPrompt()
    const call = async () => (await ask('POST /prompts/call', {}, { id, inputs: { name: 'Ada' } })).logs[0]
    const [one, other] = [await call(), await call()]
    expect([other?.output, other?.prompt_tokens, other?.output_tokens]).toEqual([one?.output, one?.prompt_tokens, one?.output_tokens])
  })

  it('answers num_samples times, and can leave the inputs out', async () => {
    const { ask, send, id } = await withPrompt()
    const { logs, inputs } = await ask('POST /prompts/call', {}, { id, inputs: { name: 'Ada' }, num_samples: 3, return_inputs: false })
    expect(logs.map(({ index }) => index)).toEqual([0, 1, 2])
    expect(new Set(logs.map(({ output }) => output)).size).toBe(3)
    expect(inputs).toBeNull()
    expect((await send('POST /prompts/call', { id, inputs: { name: 'Ada' }, num_samples: 0 })).status).toBe(422)
  })

  it('reports all missing inputs together', async () => {
    const { send } = connectHumanloop()
    const template = [{ role: 'user', content: '{{b}} {{a}} {{a}}' }]
    const { status, body } = await send('POST /prompts/call', { path: 'p', prompt: { model: 'gpt-4o', template } })
    expect(status).toBe(422)
    expect(body).toMatchObject({ detail: [{ loc: ['body', 'inputs', 'a'], type: 'missing' }, { loc: ['body', 'inputs', 'b'] }] })
  })

  it('takes a definition as fields or as the text of a .prompt file, and makes a version once', async () => {
    const { ask, send, id, prompt } = await withPrompt()
    const text = '---\nmodel: gpt-4o\n---\n<system>\n  Greet {{name}}.\n</system>\n'
    const byText = await ask('POST /prompts/call', {}, { path: 'support/greeting', prompt: text, inputs: { name: 'Ada' } })
    expect([byText.prompt.id, byText.prompt.version_id]).toEqual([id, prompt.version_id])
    const byFields = await ask('POST /prompts/call', {}, { path: 'new/one', prompt: { model: 'gpt-4o' } })
    expect(byFields.prompt.path).toBe('new/one')
    expect(await send('POST /prompts/call', { path: 'x', prompt: 'no front matter' })).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'prompt'] }] } })
    expect((await send('POST /prompts/call?environment=staging', { path: 'x', prompt: text })).status).toBe(400)
  })

  it('calls for tools when the caller demands one', async () => {
    const { ask, id } = await withPrompt({ tools: [{ name: 'look_up', description: 'Looks up' }] })
    const { logs } = await ask('POST /prompts/call', {}, { id, inputs: { name: 'Ada' }, tool_choice: 'required' })
    expect(logs[0]).toMatchObject({ finish_reason: 'tool_calls', output_message: { tool_calls: [{ function: { name: 'look_up', arguments: '{}' } }] } })
  })

  it('honours max_tokens, stop and a JSON response format', async () => {
    const { ask } = connectHumanloop()
    const call = async (prompt: object) => (await ask('POST /prompts/call', {}, { path: 'p', prompt: { model: 'gpt-4o', ...prompt } })).logs[0]
    expect(await call({ max_tokens: 2 })).toMatchObject({ output: 'smarter-builtin here,', finish_reason: 'length', output_tokens: 2 })
    expect(await call({ stop: ' here' })).toMatchObject({ output: 'smarter-builtin', finish_reason: 'stop' })
    expect(JSON.parse((await call({ response_format: { type: 'json_object' } }))?.output ?? '')).toHaveProperty('answer')
  })

  it('completes templates of plain text', async () => {
    const { ask } = connectHumanloop()
    const { logs, prompt } = await ask('POST /prompts/call', {}, { path: 'p', prompt: { model: 'm', template: 'Once upon {{x}}' }, inputs: { x: 'a time' } })
    expect(prompt.endpoint).toBe('complete')
    expect(logs[0]?.output).toContain('Once upon a time')
  })

  it('gives the provider\'s failure with its status, and keeps no Log', async () => {
    const { ask, send } = connectHumanloop()
    const { id } = await ask('POST /prompts', {}, { path: 'p', model: 'fail-429' })
    for (const stream of [false, true]) {
      const { status, body } = await send('POST /prompts/call', { id, stream })
      expect(status).toBe(429)
      expect(body).toEqual({ detail: { type: 'provider_error', message: expect.any(String) as unknown, code: 429, origin: 'smarter-builtin' } })
    }
    expect((await ask('GET /prompts/{id}', { id })).total_logs_count).toBe(0)
  })

  it('takes the caller\'s id for the Log, once', async () => {
    const { ask, send, id } = await withPrompt()
    const body = { id, inputs: { name: 'Ada' }, log_id: 'mine' }
    expect((await ask('POST /prompts/call', {}, body)).id).toBe('mine')
    expect((await send('POST /prompts/call', body)).status).toBe(409)
    expect((await send('POST /prompts/log', body)).status).toBe(409)
  })

  it('does not render Jinja', async () => {
    const { send } = connectHumanloop()
    const prompt = { model: 'm', template: '{% if x %}{{ x }}{% endif %}', template_language: 'jinja' }
    expect(await send('POST /prompts/call', { path: 'p', prompt })).toMatchObject({ status: 400, body: { detail: expect.stringContaining('Jinja') as unknown } })
  })
})

describe('streaming', () => {
  it('sends the answer in pieces that join to what the Log keeps, and [DONE] at the end', async () => {
    const { send, ask, id } = await withPrompt()
    const { status, headers, text } = await send('POST /prompts/call', { id, inputs: { name: 'Ada' }, stream: true })
    expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
    const received = events(text)
    expect(received.length).toBeGreaterThan(3)
    const log = await ask('GET /logs/{id}', { id: received[0]?.id ?? '' })
    expect(received.map(({ output }) => output).join('')).toBe(log.output)
    expect(received.at(-1)).toMatchObject({ finish_reason: 'stop', prompt_id: id })
  })

  it('numbers the samples', async () => {
    const { send, id } = await withPrompt()
    const { text } = await send('POST /prompts/call', { id, inputs: { name: 'Ada' }, stream: true, num_samples: 2 })
    expect(new Set(events(text).map(({ index }) => index))).toEqual(new Set([0, 1]))
  })

  it('tells a failure that comes midway as an event, and keeps it in the Log', async () => {
    const { send, ask } = connectHumanloop()
    const { text } = await send('POST /prompts/call', { path: 'p', prompt: { model: 'fail-midway' }, stream: true })
    const last = events(text).at(-1)
    expect(last?.error).toContain('fail-midway')
    expect((await ask('GET /logs/{id}', { id: last?.id ?? '' })).error).toBe(last?.error)
  })

  it('keeps its Log even when the reader goes away', async () => {
    const { server, ask, id } = await withPrompt()
    const body = JSON.stringify({ id, inputs: { name: 'Ada' }, stream: true, log_id: 'mine' })
    const response = await server.fetch(
      new Request('http://localhost/v5/prompts/call', { method: 'POST', body, headers: { 'content-type': 'application/json' } }),
    )
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    expect((await ask('GET /logs/{id}', { id: 'mine' })).output).toContain('smarter-builtin')
  })
})

describe('logging', () => {
  it('keeps what the caller tells and counts it', async () => {
    const { ask, id, prompt } = await withPrompt()
    const told = { inputs: { name: 'Ada' }, output: 'Hello', metadata: { a: { b: 1 } }, prompt_tokens: 3, provider_latency: 0.5, finish_reason: 'stop' }
    const logged = await ask('POST /prompts/log', {}, { id, ...told, start_time: '2026-01-01T00:00:00Z', run_id: 'run_1' })
    expect(logged).toMatchObject({ prompt_id: id, version_id: prompt.version_id })
    const log = await ask('GET /logs/{id}', { id: logged.id })
    expect(log).toMatchObject({ ...told, batches: ['run_1'], prompt: { id, version_logs_count: 1 } })
  })

  it('goes to the version that was asked for, or makes one', async () => {
    const { ask, id, prompt, upsert } = await withPrompt()
    await upsert({ temperature: 0 })
    const older = await ask('POST /prompts/log', {}, { id }, `?version_id=${prompt.version_id}`)
    const fresh = await ask('POST /prompts/log', {}, { path: 'support/greeting', prompt: { model: 'other' } })
    expect(older.version_id).toBe(prompt.version_id)
    expect(fresh.prompt_id).toBe(id)
    expect((await ask('GET /prompts/{id}/versions', { id })).records).toHaveLength(3)
  })

  it('keeps no inputs and outputs when save is false', async () => {
    const { ask, id } = await withPrompt()
    const { id: logId } = await ask('POST /prompts/log', {}, { id, save: false, inputs: { name: 'secret' }, output: 'secret', metadata: { kept: true } })
    const log = await ask('GET /logs/{id}', { id: logId })
    expect(JSON.stringify(log)).not.toContain('secret')
    expect(log.metadata).toEqual({ kept: true })
  })

  it('nests Logs in a trace', async () => {
    const { ask, id } = await withPrompt()
    await ask('POST /prompts/log', {}, { id, log_id: 'top' })
    await ask('POST /prompts/log', {}, { id, log_id: 'middle', trace_parent_id: 'top' })
    await ask('POST /prompts/log', {}, { id, log_id: 'leaf', trace_parent_id: 'middle' })
    const top = await ask('GET /logs/{id}', { id: 'top' })
    expect(top.trace_children?.[0]).toMatchObject({ id: 'middle', trace_id: 'top', trace_children: [{ id: 'leaf', trace_id: 'top' }] })
  })

  it('survives a trace that loops', async () => {
    const { ask, id } = await withPrompt()
    await ask('POST /prompts/log', {}, { id, log_id: 'a', trace_parent_id: 'b' })
    await ask('POST /prompts/log', {}, { id, log_id: 'b', trace_parent_id: 'a' })
    expect((await ask('GET /logs/{id}', { id: 'a' })).id).toBe('a')
  })

  it('shows a thousand steps of a trace at most', async () => {
    const { server, send, ask, id } = await withPrompt()
    for (let step = 0; step < 1010; step += 1) await send('POST /prompts/log', { id, log_id: `step ${step}`, ...(step > 0 && { trace_parent_id: 'step 0' }) })
    expect((await ask('GET /logs/{id}', { id: 'step 0' })).trace_children).toHaveLength(1000)
    await server.close()
  })

  it('can be changed field by field', async () => {
    const { ask, send, id } = await withPrompt()
    const { id: logId } = await ask('POST /prompts/log', {}, { id, output: 'one', source: 'kept' })
    const changed = await ask('PATCH /prompts/{id}/log/{log_id}', { id, log_id: logId }, { output: 'two', error: null })
    expect(changed).toMatchObject({ output: 'two', source: 'kept' })
    const other = await ask('POST /prompts', {}, { path: 'other', model: 'm' })
    expect((await send(`PATCH /prompts/${other.id}/log/${logId}`, { output: 'x' })).status).toBe(404)
    expect((await send(`PATCH /prompts/${id}/log/log_0`, { output: 'x' })).status).toBe(404)
  })

  it('answers 404 to a Prompt or Log that is not there', async () => {
    const { send } = connectHumanloop()
    expect((await send('POST /prompts/log', { path: 'nowhere' })).status).toBe(404)
    expect((await send('GET /logs/log_0')).status).toBe(404)
  })
})

describe('text', () => {
  it('fills a template without calling the model', async () => {
    const { ask, send, id } = await withPrompt()
    const { populated_template } = await ask('POST /prompts/{id}/populate', { id }, { name: 'Ada' })
    expect(populated_template).toEqual([{ role: 'system', content: 'Greet Ada.' }])
    expect(await send(`POST /prompts/${id}/populate`, {})).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'name'] }] } })
  })

  it('writes a .prompt file that reads back as the same Prompt', async () => {
    const { ask, send, id } = await withPrompt({ temperature: 0.3, stop: ['END'] })
    const { headers, text } = await send(`GET /prompts/${id}/serialize`)
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8')
    const kernel = await ask('POST /prompts/deserialize', {}, { prompt: text })
    expect(kernel).toMatchObject({ model: 'gpt-4o', temperature: 0.3, stop: ['END'], template: greeting.template })
    const again = await ask('POST /prompts', {}, { ...kernel, path: 'support/greeting' })
    expect(again.version_id).toBe((await ask('GET /prompts/{id}', { id })).version_id)
  })

  it('points at the line of a .prompt file that is wrong', async () => {
    const { send } = connectHumanloop()
    const { status, body } = await send('POST /prompts/deserialize', { prompt: '---\nmodel: m\ntemperature: hot\n---\n' })
    expect(status).toBe(422)
    expect(body).toMatchObject({ detail: [{ loc: ['body', 'prompt'], msg: expect.stringMatching(/^3:14: /) as unknown }] })
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
      await files.insert({ id: 'ev_1', kind: 'evaluator', path: 'judge', name: 'judge', details, createdAt, updatedAt: createdAt })
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
