import { describe, expect, it } from 'vitest'
import { request, validator } from '@smarter-api/core'
import { localServer, recordingFetch } from '@smarter-api/test-support'
import { responses as schemas } from '@smarter-api/schemas/openai'
import {
  type APIError,
  APITimeoutError,
  AuthenticationError,
  BadRequestError,
  chat,
  ConfigurationError,
  createChatCompletion,
  createChatCompletionStream,
  createSmarterClient,
  NotFoundError,
  passthrough,
  type PassthroughOptions,
  PermissionDeniedError,
  ProviderError,
  retrieveResponse,
} from './index.js'
import { completion } from './testing/samples.js'

const params = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello!' }] }
const envelopes = [
  { api: 'smarter.sh/v1', metadata: { command: 'prompt', thing: 'Prompt' } },
  { api: 'smarter.sh/v1', metadata: { key: 'ab'.repeat(32) } },
]

function journaled(errorClass: string, description: string): object {
  return { error: { errorClass, description, stacktrace: 'Traceback (most recent call last):', status: 400, args: 'url=http://internal' }, ...envelopes[0] }
}

function platform(answer: () => Response | Promise<Response>, options?: PassthroughOptions) {
  const { fetch, sent } = recordingFetch('/api/v1', async () => answer())
  const validate = validator('strict', schemas)
  const baseURL = 'http://127.0.0.1/api/v1/'
  return { client: createSmarterClient({ apiKey: 'a-key', baseURL, maxRetries: 0, validate, fetch, middleware: [passthrough(options)] }), sent }
}

async function failure(promise: PromiseLike<unknown>): Promise<APIError> {
  return promise.then(
    () => Promise.reject(new Error('expected a failure')),
    (error: unknown) => error as APIError,
  )
}

describe('passthrough', () => {
  it.each([
    [{}, 'openai'],
    [{ provider: 'google_ai' }, 'google_ai'],
  ])('sends a chat completion to the provider, with a slash at the end and the key as Token: %j', async (options, provider) => {
    const { client, sent } = platform(() => Response.json({ ...completion, ...envelopes[0] }), options)
    await chat(client).completions.create(params, { query: { trace: 'on' } })
    expect(sent).toMatchObject([{ line: `POST /prompts/passthrough/${provider}/?trace=on`, body: params }])
    expect(sent[0]?.headers.get('authorization')).toBe('Token a-key')
    expect(sent[0]?.headers.get('accept')).toBe('application/json')
  })

  it.each(envelopes)('takes what the envelope adds out of the answer: %j', async (envelope) => {
    const { client } = platform(() => Response.json({ ...completion, ...envelope }, { headers: { 'x-request-id': 'req_1', 'content-length': '9999' } }))
    const { data, response, requestId } = await createChatCompletion(client, params).withResponse()
    expect(data).toEqual(completion)
    expect([response.status, requestId, data._request_id]).toEqual([200, 'req_1', 'req_1'])
  })

  it("keeps OpenAI's own metadata where no envelope was written over it", async () => {
    const { client } = platform(() => Response.json({ ...completion, metadata: { team: 'blue' } }))
    expect((await createChatCompletion(client, params)).metadata).toEqual({ team: 'blue' })
  })

  it('refuses to stream before anything is sent, and says why and what to do', async () => {
    const { client, sent } = platform(() => Response.json({}))
    const error = await failure(createChatCompletionStream(client, params))
    expect(error).toBeInstanceOf(ConfigurationError)
    expect(error.message).toMatch(/^POST \/chat\/completions: Smarter's passthrough gives no streams; leave out stream, or .*option `openai`/)
    expect(sent).toHaveLength(0)
  })

  it('raises a ProviderError for a 200 without a chat completion, which is not tried again', async () => {
    const { client, sent } = platform(() => Response.json({ message: 'Response is not a ChatCompletion object', ...envelopes[0] }))
    const error = await failure(createChatCompletion(client, params, { maxRetries: 2 }))
    expect(error).toBeInstanceOf(ProviderError)
    expect(error).toMatchObject({ status: 200, route: 'POST /chat/completions', body: { message: 'Response is not a ChatCompletion object' } })
    expect(error.message).toContain('Response is not a ChatCompletion object')
    expect(sent).toHaveLength(1)
  })

  it('leaves an answer that is not JSON to the client', async () => {
    const { client } = platform(() => new Response('<html>'))
    expect((await failure(createChatCompletion(client, params))).name).toBe('ResponseParseError')
  })

  it.each([
    ['a provider that is unknown', 400, journaled('SmarterValueError', 'Provider nobody not found'), BadRequestError, 'Provider nobody not found'],
    ['a parameter that is refused', 400, journaled('SmarterValueError', 'Unknown parameter: frequency'), BadRequestError, 'Unknown parameter: frequency'],
    ['a failure of the provider', 400, journaled('SmarterException', 'Rate limit reached'), BadRequestError, 'Rate limit reached'],
    ['JSON that is invalid', 400, { error: { status_code: 400, message: 'Bad Request' } }, BadRequestError, 'Bad Request'],
    ['the same as a page', 400, '<!doctype html><h1>Bad Request</h1>', BadRequestError, 'a web page in place of JSON'],
    ['a profile that is missing', 403, { error: { status_code: 403, message: 'Forbidden' } }, PermissionDeniedError, 'Forbidden'],
    ['a CSRF check', 403, '<!doctype html><h1>CSRF verification failed.</h1>', PermissionDeniedError, 'CSRF check'],
    ['a key that is refused', 401, journaled('SmarterTokenAuthenticationError', 'Authentication failed.'), AuthenticationError, 'Authentication failed'],
    ['a provider without a passthrough', 404, { error: { status_code: 404, message: 'Not Found' } }, NotFoundError, 'no passthrough to "openai"'],
    ['the same as a page', 404, '<!doctype html><h1>Not Found</h1>', NotFoundError, 'no passthrough to "openai"'],
    ['the same without a body', 404, '', NotFoundError, 'no passthrough to "openai"'],
  ])('raises the error that stands for %s: %i', async (_, status, body, errorClass, words) => {
    const { client } = platform(() => new Response(typeof body === 'string' ? body || null : JSON.stringify(body), { status }))
    const error = await failure(createChatCompletion(client, params))
    expect(error).toBeInstanceOf(errorClass)
    expect(error.message).toContain(words)
    expect(error.message).not.toMatch(/Traceback|internal/)
  })

  it('raises an AuthenticationError where the platform redirects to its login', async () => {
    const { client } = platform(() => new Response(null, { status: 302, headers: { location: '/login/?next=/api/v1/prompts/passthrough/openai/' } }))
    expect(await failure(createChatCompletion(client, params))).toBeInstanceOf(AuthenticationError)
  })

  it.each([
    ['a page', '<!doctype html><h1>Not Found</h1>', '<!doctype html><h1>Not Found</h1>'],
    ['JSON', '{"error":{"status_code":404,"message":"Not Found"}}', { error: { status_code: 404, message: 'Not Found' } }],
  ])('says of a missing OpenAI-style route that the platform has none, and what to do: %s', async (_, text, body) => {
    const { client, sent } = platform(() => new Response(text, { status: 404 }))
    const error = await failure(retrieveResponse(client, { response_id: 'resp_1' }))
    expect(error).toBeInstanceOf(NotFoundError)
    expect(error.message).toMatch(/^GET \/responses\/\{response_id\} failed with 404: the platform has no such route; .*option `openai`.* \(1 attempt\)$/)
    expect(error.body).toMatchObject({ answer: body })
    expect(sent[0]?.line).toBe('GET /responses/resp_1')
  })

  it('leaves the words of a server that has the route, but not the thing', async () => {
    const { client } = platform(() => Response.json({ error: { message: 'No response resp_1.', type: 'invalid_request_error' } }, { status: 404 }))
    expect((await failure(retrieveResponse(client, { response_id: 'resp_1' }))).message).toContain('404: No response resp_1. (')
  })

  it("leaves Smarter's own routes alone", async () => {
    const { client, sent } = platform(() => Response.json({ data: 1, ...envelopes[0] }))
    expect(await request(client, 'POST /cli/version/')).toEqual({ data: 1, ...envelopes[0] })
    const missing = platform(() => new Response('<h1>Not Found</h1>', { status: 404 }))
    expect((await failure(request(missing.client, 'POST /files-of-mine/'))).message).toContain('a web page in place of JSON')
    expect(sent[0]?.line).toBe('POST /cli/version/')
  })

  it('lets the outermost of several choose the provider', async () => {
    const { client, sent } = platform(() => Response.json({ ...completion, ...envelopes[0] }))
    const twice = client.withOptions({ middleware: [passthrough({ provider: 'meta_ai' }), ...client.settings.middleware] })
    expect(await createChatCompletion(twice, params)).toEqual(completion)
    expect(sent[0]?.line).toBe('POST /prompts/passthrough/meta_ai/')
  })

  it.each(['', '../admin', 'open ai', 'a/b'])('refuses a name that cannot be a provider: %j', (provider) => {
    expect(() => passthrough({ provider })).toThrow(ConfigurationError)
  })

  it('reads the answer under the limits of the call: one that never ends is a timeout, and its connection is closed', async () => {
    let closed = Promise.resolve()
    await using server = await localServer((_, answer) => {
      closed = new Promise((resolve) => answer.on('close', resolve))
      answer.writeHead(200, { 'content-type': 'application/json' })
      answer.write('{"id":')
    })
    const client = createSmarterClient({ apiKey: null, baseURL: server.url, maxRetries: 0, timeout: 250, middleware: [passthrough()] })
    await expect(createChatCompletion(client, params)).rejects.toThrow(APITimeoutError)
    await closed
  })
})
