import { describe, expect, it } from 'vitest'
import {
  type APIStatusError,
  AuthenticationError,
  BadRequestError,
  createSmarterClient,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  request,
} from '../index.js'

const route = 'POST /cli/describe/{kind}/{?name}'

async function failWith(status: number, body: unknown, headers: Record<string, string> = {}): Promise<{ error: APIStatusError; requests: number }> {
  let requests = 0
  const client = createSmarterClient({
    apiKey: 'secret-key',
    baseURL: 'http://127.0.0.1/api/v1',
    maxRetries: 1,
    random: () => 0.999,
    onRetry: () => undefined,
    fetch: async () => {
      requests++
      return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { 'retry-after-ms': '0', ...headers } })
    },
  })
  const error: unknown = await request(client, route, { kind: 'llmclient', name: 'x' }).catch((reason: unknown) => reason)
  return { error: error as APIStatusError, requests }
}

function journaled(errorClass: string, description: string | null, status: number | string = ''): object {
  const details = { stacktrace: 'Traceback (most recent call last):\n  File "/srv/views.py"', args: 'url=http://internal', cause: null, context: null }
  return { error: { errorClass, description, status, ...details }, api: 'smarter.sh/v1', metadata: { command: 'describe' } }
}

describe('errors of Smarter', () => {
  it.each([
    ['a missing chatbot', 503, 'SAMBrokerErrorNotReady', 'LLMClient my_bot not found'],
    ['a missing chatbot that is "not ready"', 503, 'SAMBrokerErrorNotReady', 'my_bot not ready'],
    ['a missing connection', 503, 'SAMBrokerErrorNotReady', 'No connection found'],
    ['a missing thing of the older generation, whose class is lost', 503, 'str', 'Chatbot my-bot not found'],
    ['a missing thing with the true status', 404, 'SAMBrokerErrorNotFound', 'Secret x'],
  ])('are NotFoundError for %s', async (_name, status, errorClass, description) => {
    const { error, requests } = await failWith(status, journaled(errorClass, description))
    expect(error).toBeInstanceOf(NotFoundError)
    expect(error).toMatchObject({ status, type: errorClass, retryable: false })
    expect(requests).toBe(1)
  })

  it.each([
    ['a kind that no broker takes', 500, 'APIV1CLIViewError', "No broker found for manifest kind 'LLMClient'"],
    ['a kind that does not exist', 500, 'APIV1CLIViewError', 'Could not find broker for chatbot'],
    ['an empty manifest', 500, 'APIV1CLIViewManifestNotFoundError', 'No YAML manifest provided.'],
    ['a manifest that cannot be loaded', 500, 'SAMLoaderError', 'Invalid data format.'],
    ['a manifest with a wrong field', 500, 'ValidationError', '1 validation error for SAMLLMClient'],
    ['a kind that the older generation does not know', 400, 'SAMBadRequestError', 'Unsupported manifest kind'],
    ['a value that is refused', 400, 'SmarterValueError', 'Invalid session key'],
  ])('are BadRequestError for %s', async (_name, status, errorClass, description) => {
    const { error, requests } = await failWith(status, journaled(errorClass, description))
    expect(error).toBeInstanceOf(BadRequestError)
    expect(error).toMatchObject({ status, type: errorClass, retryable: false })
    expect(requests).toBe(1)
  })

  it('are retried when the failure may pass', async () => {
    const { error, requests } = await failWith(500, journaled('OperationalError', 'server has gone away'))
    expect(error).toBeInstanceOf(InternalServerError)
    expect(requests).toBe(2)
  })

  it('are not retried when the command does not exist for the kind', async () => {
    const { error, requests } = await failWith(501, journaled('SAMBrokerErrorNotImplemented', 'deploy() not implemented'))
    expect(error).toBeInstanceOf(InternalServerError)
    expect(requests).toBe(1)
  })

  it('say the real message, which stands at the end of the description', async () => {
    const plea = 'SAMBrokerErrorNotReady: this is a bug, please contact support. LLMClient return_support bot not found'
    const { error } = await failWith(503, journaled('SAMBrokerErrorNotReady', plea))
    expect(error.message).toContain('failed with 503: LLMClient return_support bot not found. (')
  })

  it('keep tracebacks out of messages and available in the body', async () => {
    const { error } = await failWith(500, journaled('KeyError', 'Traceback (most recent call last):\n  File "/srv/views.py", line 9\nKeyError: name'))
    expect(error.message).toContain('KeyError: name')
    expect(error.message).not.toMatch(/Traceback|views\.py|internal/)
    expect(JSON.stringify(error.body)).toContain('views.py')
  })

  it('name the class when the server gives no description', async () => {
    expect((await failWith(500, journaled('DocsError', null))).error.message).toContain('failed with 500: DocsError')
  })

  it.each(['/login/?next=/api/v1/', 'http://127.0.0.1/login/', '/login'])('are AuthenticationError for a redirect to %s', async (location) => {
    const { error } = await failWith(302, '', { location })
    expect(error).toBeInstanceOf(AuthenticationError)
    expect(error.message).toContain('the key is missing or not accepted')
  })

  it('are no AuthenticationError for a redirect elsewhere', async () => {
    expect((await failWith(302, '', { location: '/api/v1/plugins/7/' })).error).not.toBeInstanceOf(AuthenticationError)
  })

  it('are AuthenticationError for a key that the platform refuses', async () => {
    const { error } = await failWith(401, journaled('SmarterTokenAuthenticationError', 'Authentication failed.'))
    expect(error).toBeInstanceOf(AuthenticationError)
    expect(error.message).toContain('Authentication failed. (')
  })

  it.each([
    ['a CSRF page', '<!DOCTYPE html><title>403 Forbidden</title><h1>CSRF verification failed.</h1>', 'CSRF check'],
    ['a CSRF refusal in JSON', { detail: 'CSRF Failed: CSRF token missing.' }, 'CSRF check'],
    ['a bare Forbidden', { error: { status_code: 403, message: 'Forbidden' } }, 'the key lacks a right'],
    ['a protected chatbot', { message: 'Forbidden. Please provide a valid API key.' }, 'Please provide a valid API key'],
  ])('explain %s', async (_name, body, words) => {
    const { error } = await failWith(403, body)
    expect(error).toBeInstanceOf(PermissionDeniedError)
    expect(error.message).toContain(words)
  })

  it.each([
    ['{"status_code", "message"}', 404, { error: { status_code: 404, message: 'Not Found' } }, 'Not Found'],
    ['{"detail"}', 400, { detail: 'JSON parse error - Expecting value' }, 'JSON parse error - Expecting value'],
    ['{"error", "exception"}', 400, { error: 'Bad plugin', exception: 'x' }, 'Bad plugin'],
    ['{"error", "details", "trace"}', 500, { error: 'Unexpected', details: 'd', trace: 'Traceback secret' }, 'Unexpected'],
    ['an empty object', 404, {}, 'no such thing'],
    ['a chatbot that is not ready', 400, { data: { error: { message: 'Chatbot is not ready', name: 'x' } } }, 'Chatbot is not ready'],
    ['a web page', 400, '<html><head><title>Bad host</title></head></html>', 'a web page in place of JSON'],
  ])('read the shape %s', async (_name, status, body, words) => {
    const { error } = await failWith(status, body)
    expect(error.status).toBe(status)
    expect(error.message).toContain(`failed with ${status}: ${words}. (`)
  })
})
