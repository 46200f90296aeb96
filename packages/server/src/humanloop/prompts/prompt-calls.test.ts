import { responses } from '@smarter-api/schemas/humanloop'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { connectHumanloop } from '../../testing/connect.js'
import { withPrompt } from '../../testing/with-prompt.js'

function events(text: string) {
  return text.split('\n\n').slice(0, -2).map((event) => v.parse(responses['POST /prompts/call#stream'], JSON.parse(event.slice('data: '.length))))
}

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

  it('bounds the time of all texts of a Jinja template together', async () => {
    const { send } = connectHumanloop()
    const template = Array.from({ length: 100 }, () => ({ role: 'user', content: '{% for a in range(300) %}{% for b in range(300) %}{% endfor %}{% endfor %}' }))
    const start = performance.now()
    const refused = await send('POST /prompts/call', { path: 'p', prompt: { model: 'm', template_language: 'jinja', template } })
    expect([refused.status, refused.body]).toEqual([400, { detail: expect.stringMatching(/cannot be rendered: it.* long/) as unknown }])
    expect(performance.now() - start).toBeLessThan(5000)
  })

  it.each(['default', 'jinja'] as const)('refuses inputs that a template of the language %s makes too many of', async (template_language) => {
    const { send } = await withPrompt()
    const template = Array.from({ length: 60 }, () => ({ role: 'user' as const, content: '{{name}}' }))
    const { status, text } = await send('POST /prompts/call', { path: 'huge', prompt: { model: 'm', template, template_language }, inputs: { name: 'a'.repeat(900_000) } })
    expect([status, text]).toEqual([400, expect.stringContaining('more than 50000000 characters')])
  })

  it('renders Jinja, in messages and their parts, and says what is wrong with it', async () => {
    const { send, ask } = connectHumanloop()
    const parts = [{ type: 'text', text: '{% for x in list %}<{{ x }}>{% endfor %}' }, { type: 'image_url', image_url: { url: '{{ url }}' } }]
    const prompt = { model: 'm', template_language: 'jinja', template: [{ role: 'system', content: 'Hi{% if name %} {{ name }}{% endif %}.' }, { role: 'user', content: parts }] }
    const inputs = { list: ['a', 'b'], url: 'https://a.example/b.png' }
    const { id } = await ask('POST /prompts/call', {}, { path: 'p', prompt, inputs })
    const { provider_request: sent } = await ask('GET /logs/{id}', { id })
    const filled = [{ role: 'system', content: 'Hi.' }, { role: 'user', content: [{ type: 'text', text: '<a><b>' }, { type: 'image_url', image_url: { url: inputs.url } }] }]
    expect(sent).toMatchObject({ messages: filled })
    const wrong = await send('POST /prompts/call', { path: 'q', prompt: { ...prompt, template: '{% if x %}' } })
    expect(wrong).toMatchObject({ status: 400, body: { detail: 'The Jinja template cannot be rendered: a tag or a bracket is not closed. Close it.' } })
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
