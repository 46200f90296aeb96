import { inspect } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { recordingFetch } from '@smarter-api/test-support'
import { APIUserAbortError, BadRequestError, ClientClosedError, ConfigurationError, NotFoundError, Smarter, type SmarterOptions } from './index.js'
import { createResponse, passthrough } from './smarter.js'

const model = 'gpt-4o'
const messages = [{ role: 'user', content: 'Hello!' }]
const completion = { id: 'chatcmpl-1', object: 'chat.completion', created: 1, model, choices: [{ index: 0, message: { role: 'assistant', content: 'Hi.' }, finish_reason: 'stop' }] }
const job = { id: 'ftjob-1', object: 'fine_tuning.job', created_at: 1, status: 'queued', model, training_file: 'file-abc123' }
const openai = { baseURL: 'http://127.0.0.1:8000/v1', apiKey: 'other-key' }

function recorded(options: SmarterOptions, answer: (request: Request) => Response | Promise<Response> = () => Response.json(completion)) {
  const { fetch, sent } = recordingFetch('', async (request) => answer(request))
  const given = { apiKey: 'a-key', baseURL: 'http://127.0.0.1/api/v1', maxRetries: 0, fetch, ...options }
  return { smarter: new Smarter(given), sent }
}

/** An answer that may be tried again at once. */
function failing(): Response {
  return Response.json({ error: { message: 'Failed.' } }, { status: 500, headers: { 'retry-after-ms': '0' } })
}

/** A transport that tells whether it is closed, and whose calls do not end by themselves. */
function transport() {
  const close = vi.fn(async () => undefined)
  const fetch = vi.fn(() => new Promise<never>(() => undefined))
  return { close, fetch, make: () => ({ fetch, close }) }
}

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('without the option openai, the OpenAI-style resources of Smarter', () => {
  it("take chat completions through the platform's passthrough", async () => {
    const { smarter, sent } = recorded({}, () => Response.json({ ...completion, api: 'smarter.sh/v1', metadata: { command: 'prompt' } }))
    expect(await smarter.chat.completions.create({ model, messages })).toEqual(completion)
    expect(sent.map(({ line, headers }) => [line, headers.get('authorization')])).toEqual([['POST /api/v1/prompts/passthrough/openai/', 'Token a-key']])
  })

  it('refuse to stream there, and say what to do', async () => {
    const { smarter, sent } = recorded({})
    await expect(smarter.chat.completions.create({ model, messages, stream: true })).rejects.toThrow(/passthrough gives no streams.*option `openai`/)
    expect(sent).toHaveLength(0)
  })

  it('go to another provider by middleware of the client', async () => {
    const { smarter, sent } = recorded({ middleware: [passthrough({ provider: 'google_ai' })] })
    await smarter.chat.completions.create({ model, messages })
    expect(sent[0]?.line).toBe('POST /api/v1/prompts/passthrough/google_ai/')
  })

  it.each<[string, (smarter: Smarter) => PromiseLike<unknown>]>([
    ['responses', (smarter) => smarter.responses.create({ model, input: 'Hello!' })],
    ['chat.responses', (smarter) => smarter.chat.responses.retrieve({ response_id: 'resp_1' })],
    ['files', (smarter) => smarter.files.list()],
    ['fineTuning', (smarter) => smarter.fineTuning.jobs.list()],
  ])('say that the platform has no route for %s, and what to do', async (_, call) => {
    const { smarter } = recorded({}, () => Response.json({ error: { status_code: 404, message: 'Not Found' } }, { status: 404 }))
    const failed = call(smarter)
    await expect(failed).rejects.toThrow(NotFoundError)
    await expect(failed).rejects.toThrow(/the platform has no such route; .*option `openai`/)
  })

  it('reach a platform that has the routes', async () => {
    const { smarter, sent } = recorded({}, () => Response.json(job))
    expect(await smarter.fineTuning.jobs.retrieve({ fine_tuning_job_id: 'ftjob-1' })).toEqual(job)
    expect(sent[0]?.line).toBe('GET /api/v1/fine_tuning/jobs/ftjob-1')
  })
})

describe('with the option openai, the OpenAI-style resources of Smarter', () => {
  it('go to that service, with its key as Bearer and without a slash at the end', async () => {
    const { smarter, sent } = recorded({ openai }, () => Response.json(completion))
    await smarter.chat.completions.create({ model, messages })
    await createResponse(smarter.openai, { model, input: 'Hello!' })
    await smarter.manifests.version()
    expect(sent.map(({ line, headers }) => [line, headers.get('authorization')])).toEqual([
      ['POST /v1/chat/completions', 'Bearer other-key'],
      ['POST /v1/responses', 'Bearer other-key'],
      ['POST /api/v1/cli/version/', 'Token a-key'],
    ])
  })

  it('take key and address from the environment', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'key-of-the-environment')
    vi.stubEnv('OPENAI_BASE_URL', 'http://127.0.0.1/from/environment')
    const { smarter, sent } = recorded({ openai: {} })
    await smarter.chat.completions.create({ model, messages })
    expect([sent[0]?.line, sent[0]?.headers.get('authorization')]).toEqual(['POST /from/environment/chat/completions', 'Bearer key-of-the-environment'])
  })

  it('never send what is meant for the platform', async () => {
    const middleware = vi.fn()
    const { smarter, sent } = recorded({ headers: { 'x-platform-secret': 'one' }, query: { token: 'two' }, middleware: [middleware], openai: { ...openai, apiKey: null } })
    await smarter.withOptions({ headers: { 'x-platform-secret': 'three' }, query: { token: 'four' }, apiKey: 'five' }).chat.completions.create({ model, messages })
    expect(sent[0]?.line).toBe('POST /v1/chat/completions')
    expect([sent[0]?.headers.get('x-platform-secret'), sent[0]?.headers.get('authorization')]).toEqual([null, null])
    expect(middleware).not.toHaveBeenCalled()
  })

  it('take over limits, retries and fetch, unless given anew', async () => {
    const same = recorded({ maxRetries: 2, openai }, failing)
    await expect(same.smarter.files.list()).rejects.toThrow('Failed.')
    const other = recorded({ maxRetries: 2, openai: { ...openai, maxRetries: 1 } }, failing)
    await expect(other.smarter.files.list()).rejects.toThrow('Failed.')
    const fetch = vi.fn(async () => Response.json({ object: 'list', data: [] }))
    await recorded({ openai: { ...openai, fetch } }).smarter.files.list()
    await new Smarter({ transport: transport().make, openai: { ...openai, fetch } }).files.list()
    expect([same.sent.length, other.sent.length, fetch.mock.calls.length]).toEqual([3, 2, 2])
  })

  it.each([
    ['an option that it does not know', { openai: { api_key: 'a' } }],
    ['a key in place of options', { openai: 'a-key' }],
    ['null', { openai: null }],
  ])('refuse %s', (_, options) => {
    expect(() => new Smarter(options as never)).toThrow(ConfigurationError)
    expect(() => new Smarter().withOptions(options as never)).toThrow(ConfigurationError)
  })

  it('show no key when they are logged or serialised', () => {
    const { smarter } = recorded({ openai })
    for (const each of [smarter, smarter.withOptions({ openai: { apiKey: 'other-key' } })]) {
      expect(JSON.stringify(each)).not.toMatch(/a-key|other-key/)
      expect(inspect(each, { depth: 10, showHidden: false })).not.toMatch(/a-key|other-key/)
    }
  })
})

describe('withOptions', () => {
  it('changes both clients, and leaves the original as it is', async () => {
    for (const options of [{}, { openai }]) {
      const { smarter, sent } = recorded(options, failing)
      await expect(smarter.withOptions({ maxRetries: 2 }).chat.completions.create({ model, messages })).rejects.toThrow('Failed.')
      expect(sent).toHaveLength(3)
      await expect(smarter.chat.completions.create({ model, messages })).rejects.toThrow('Failed.')
      expect(sent).toHaveLength(4)
    }
  })

  it('changes the other service alone by its own option', async () => {
    const { smarter, sent } = recorded({ openai })
    await smarter.withOptions({ openai: { apiKey: 'third-key' } }).chat.completions.create({ model, messages })
    expect([sent[0]?.line, sent[0]?.headers.get('authorization')]).toEqual(['POST /v1/chat/completions', 'Bearer third-key'])
  })

  it('names another service later, with what both have in common', async () => {
    const { smarter, sent } = recorded({ maxRetries: 1 }, failing)
    const other = smarter.withOptions({ headers: { 'x-platform-secret': 'one' } }).withOptions({ openai })
    await expect(other.chat.completions.create({ model, messages })).rejects.toThrow('Failed.')
    expect(sent.map(({ line, headers }) => [line, headers.get('x-platform-secret')])).toEqual([
      ['POST /v1/chat/completions', null],
      ['POST /v1/chat/completions', null],
    ])
  })

  it('makes its own facades', () => {
    const { smarter } = recorded({})
    expect([smarter.chat, smarter.responses, smarter.files, smarter.fineTuning]).toEqual([smarter.chat, smarter.responses, smarter.files, smarter.fineTuning])
    expect(smarter.chat).toBe(smarter.chat)
    expect(smarter.withOptions({}).chat).not.toBe(smarter.chat)
  })
})

describe('close', () => {
  it.each([
    ['the platform alone', undefined, 1],
    ['two services', openai, 2],
  ])('ends calls in flight and closes each transport once, with %s', async (_, options, times) => {
    const { make, fetch, close } = transport()
    const smarter = new Smarter({ apiKey: null, transport: make, ...(options && { openai: options }) })
    const running = [smarter.chat.completions.create({ model, messages }), smarter.files.list(), smarter.manifests.version()].map((call) =>
      expect(call).rejects.toThrow(ClientClosedError),
    )
    await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(3))
    await Promise.all([...running, smarter.close()])
    await expect(smarter.files.list()).rejects.toThrow(ClientClosedError)
    await smarter.close()
    expect(close).toHaveBeenCalledTimes(times)
  })
})

describe("what Smarter's README promises of the OpenAI-style resources", () => {
  it('S4: lists of which pages are fetched as they are needed, and pages by hand', async () => {
    const ids = [['a', 'b'], ['c']]
    const pages = [...ids, ...ids]
    const { smarter } = recorded({ openai }, () => {
      const data = (pages.shift() ?? []).map((id) => Object.assign({}, job, { id }))
      return Response.json({ object: 'list', data, has_more: data.length === 2 })
    })
    const all: string[] = []
    for await (const { id } of smarter.fineTuning.jobs.list({ limit: 20 })) all.push(id)
    expect(all).toEqual(['a', 'b', 'c'])
    const first = await smarter.fineTuning.jobs.list({ limit: 20 })
    expect([first.hasNextPage(), first.nextPageInfo()]).toEqual([true, { after: 'b' }])
    expect((await first.getNextPage()).data).toHaveLength(1)
  })

  it('S5, S8: nested params, and the request id of an answer', async () => {
    const { smarter, sent } = recorded({ openai }, () => Response.json({ id: 'resp_1', output: [] }, { headers: { 'x-request-id': 'req_123' } }))
    const params = { input: [{ role: 'user', content: 'How much ?' }], model, response_format: { type: 'json_object' as const } }
    expect((await smarter.chat.responses.create(params))._request_id).toBe('req_123')
    expect((await smarter.responses.create({ model, input: "Say 'this is a test'." }))._request_id).toBe('req_123')
    expect(sent.map(({ line, body }) => [line, body])).toEqual([
      ['POST /v1/responses', params],
      ['POST /v1/responses', { model, input: "Say 'this is a test'." }],
    ])
  })

  it('S6: files from bytes with a name', async () => {
    const { smarter, sent } = recorded({ openai }, () => Response.json({ id: 'file-1' }))
    await smarter.files.create({ file: ['input.jsonl', new TextEncoder().encode('{}')], purpose: 'fine-tune' })
    expect(sent[0]).toMatchObject({ line: 'POST /v1/files' })
    const form = sent[0]?.body as FormData
    expect((form.get('file') as File).name).toBe('input.jsonl')
  })

  it('S7, S16: jobs, and typed errors when they are refused', async () => {
    const { smarter } = recorded({ openai }, () => Response.json({ error: { message: 'No such file.', code: 'invalid_file' } }, { status: 400 }))
    const refused = smarter.fineTuning.jobs.create({ model, training_file: 'file-abc123' })
    await expect(refused).rejects.toThrow(BadRequestError)
    await expect(refused).rejects.toMatchObject({ status: 400, code: 'invalid_file' })
  })

  it('S9: calls that a signal ends', async () => {
    const smarter = new Smarter({ apiKey: null, fetch: () => new Promise(() => undefined) })
    const call = smarter.chat.completions.create({ model, messages }, { signal: AbortSignal.timeout(1) })
    await expect(call).rejects.toThrow(APIUserAbortError)
  })
})
