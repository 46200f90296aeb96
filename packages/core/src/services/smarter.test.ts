import { describe, expect, it } from 'vitest'
import {
  APIStatusError,
  AuthenticationError,
  BadRequestError,
  createSmarterClient,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  request,
} from '../index.js'

const route = 'POST /cli/describe/{kind}/{?name}'
const trace = 'Traceback (most recent call last):\n  File "/srv/views.py", line 9, in post\n    raise error\n'

type Class = typeof APIStatusError
type Row = [name: string, status: number, errorClass: string, description: string | null, Class: Class, attempts: 1 | 2]

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

const generations = {
  newer: (errorClass: string, description: string | null, status: unknown) => ({
    error: { errorClass, stacktrace: trace, description, status, args: 'url=http://internal', cause: 'Python Exception', context: 'c', thing: 'LLMClient', command: 'describe' },
    api: 'smarter.sh/v1',
    metadata: { command: 'describe', thing: 'LLMClient' },
  }),
  older: (errorClass: string, description: string | null, status: unknown) => ({
    error: { errorClass, stacktrace: 'placeholder', description, status, args: 'url=http://internal', cause: 'Python Exception', context: 'c' },
    api: 'smarter.sh/v1',
    thing: 'Chatbot',
    metadata: { key: 'a'.repeat(64) },
  }),
}

const newerRows: Row[] = [
  ['a command that the kind does not have', 501, 'SAMBrokerErrorNotImplemented', 'deploy() not implemented', InternalServerError, 1],
  ['a missing thing, told as not ready', 503, 'SAMBrokerErrorNotReady', 'LLMClient my_bot not found', NotFoundError, 1],
  ['a thing that is not ready', 503, 'SAMBrokerErrorNotReady', 'my_bot not ready', NotFoundError, 1],
  ['a missing connection', 503, 'SAMBrokerErrorNotReady', 'No connection found', NotFoundError, 1],
  ['not ready without words', 503, 'SAMBrokerErrorNotReady', null, InternalServerError, 1],
  ['a missing thing', 404, 'SAMBrokerErrorNotFound', 'Secret x', NotFoundError, 1],
  ['a kind that is read-only', 405, 'SAMBrokerReadOnlyError', 'Prompt is a read-only resource', APIStatusError, 1],
  ['no key', 403, 'SmarterAPIV1CLIViewErrorNotAuthenticated', 'authentication failed', AuthenticationError, 1],
  ['a key that is no key', 403, 'SmarterInvalidApiKeyError', 'bad', AuthenticationError, 1],
  ['a token that is none', 403, 'SmarterTokenError', 'bad', AuthenticationError, 1],
  ['no login', 403, 'NotAuthenticated', 'no', AuthenticationError, 1],
  ['a login that failed', 403, 'AuthenticationFailed', 'no', AuthenticationError, 1],
  ['a right that is missing', 403, 'AttributeError', "'AnonymousUser' object has no attribute 'account'", PermissionDeniedError, 1],
  ['a command that failed', 400, 'SAMBrokerError', 'apply failed', BadRequestError, 1],
  ['a value that is refused', 400, 'SmarterValueError', 'Invalid session key', BadRequestError, 1],
  ['a call at the wrong time', 400, 'SmarterIlligalInvocationError', 'no', BadRequestError, 1],
  ['a rule of the business', 400, 'SmarterBusinessRuleViolation', 'no', BadRequestError, 1],
  ['the chat window', 500, 'SmarterChatappViewError', 'no', InternalServerError, 1],
  ['a chatbot', 500, 'SmarterLLMClientException', 'no', InternalServerError, 1],
  ['the documentation', 500, 'DocsError', null, InternalServerError, 1],
  ['a plugin', 500, 'SmarterPluginError', 'no', InternalServerError, 1],
  ['the configuration, which is nothing that the caller looks for', 500, 'SmarterConfigurationError', 'setting x not found', InternalServerError, 1],
  ['AWS', 500, 'SmarterAWSError', 'route 53 is throttled', InternalServerError, 2],
  ['Kubernetes', 500, 'KubernetesHelperException', 'no', InternalServerError, 2],
  ['the journal', 500, 'SmarterJournalEnumException', 'no', InternalServerError, 1],
  ['something', 500, 'SmarterException', 'no', InternalServerError, 2],
  ['the database', 500, 'OperationalError', 'server has gone away', InternalServerError, 2],
  ['a broker of one kind', 500, 'SAMLLMClientBrokerError', 'no', InternalServerError, 1],
  ['a thing that a broker needs', 500, 'SAMLLMClientBrokerError', 'Plugin returns not found', NotFoundError, 1],
  ['an invalid manifest', 500, 'APIV1CLIViewError', "No broker found for manifest kind 'LLMClient'", BadRequestError, 1],
  ['a kind that does not exist', 500, 'APIV1CLIViewError', 'Could not find broker for chatbot', BadRequestError, 1],
  ['a command line', 500, 'APIV1CLIViewError', 'no', InternalServerError, 1],
  ['an empty manifest', 500, 'APIV1CLIViewManifestNotFoundError', 'No YAML manifest provided.', BadRequestError, 1],
  ['a manifest that cannot be loaded', 500, 'SAMLoaderError', 'Invalid data format.', BadRequestError, 1],
  ['a manifest with a wrong field', 500, 'ValidationError', '1 validation error for SAMLLMClient', BadRequestError, 1],
  ['a key that is not accepted', 401, 'SmarterTokenAuthenticationError', 'Authentication failed.', AuthenticationError, 1],
]

const olderRows: Row[] = [
  ['a command that the kind does not have, whose class is lost', 501, 'str', 'deploy() not implemented', InternalServerError, 1],
  ['a missing thing, told as not ready', 503, 'str', 'Chatbot my-bot not found', NotFoundError, 1],
  ['a missing thing', 404, 'str', 'Chatbot my-bot not found', NotFoundError, 1],
  ['a kind that is read-only', 405, 'str', 'Chat is read-only', APIStatusError, 1],
  ['any other broker error', 400, 'str', 'apply failed', BadRequestError, 1],
  ['a manifest that cannot be read', 400, 'SAMLoaderError', 'Invalid data format.', BadRequestError, 1],
  ['a kind that does not exist', 400, 'SAMBadRequestError', 'Unsupported manifest kind', BadRequestError, 1],
  ['no key', 403, 'APIV1CLIViewError', 'Unauthorized access attempted.', AuthenticationError, 1],
  ['a key that is not accepted', 401, 'SmarterTokenAuthenticationError', 'Authentication failed.', AuthenticationError, 1],
  ['a prompt that failed', 500, 'APIV1CLIViewError', 'Prompt response error: no', InternalServerError, 1],
  ['the database', 500, 'OperationalError', 'server has gone away', InternalServerError, 2],
]

describe.each([
  ['newer', newerRows],
  ['older', olderRows],
] as const)('a journaled error of the %s generation', (generation, rows) => {
  it.each(rows)('about %s (%i %s) is told as what it is', async (_name, status, errorClass, description, Class, attempts) => {
    const body = generations[generation](errorClass, description, status)
    const { error, requests } = await failWith(status, body)
    expect(error.constructor).toBe(Class)
    expect(error).toMatchObject({ status, type: errorClass, retryable: attempts > 1, attempts, body })
    expect(requests).toBe(attempts)
    expect(error.message).toBe(`POST /cli/describe/{kind}/ failed with ${status}: ${(description ?? errorClass).replace(/\.$/, '')}. (${attempts} attempt${attempts > 1 ? 's' : ''}, the server asks to wait 0 s)`)
  })

  it.each([503, '403', '', undefined])('is told by the status line, whatever the body says: %j', async (status) => {
    expect((await failWith(404, generations[generation]('SAMBrokerErrorNotFound', 'x', status))).error).toBeInstanceOf(NotFoundError)
  })
})

describe('the words of a journaled error', () => {
  it.each([
    ['SAMBrokerErrorNotReady: this is a bug, please contact support. LLMClient return_support bot not found', 'LLMClient return_support bot not found'],
    ['This is a bug: contact support. Plugin x not found', 'Plugin x not found'],
    ['Error. This is a bug. Please contact support@smarter.sh. Plugin x not found', 'Plugin x not found'],
    ['this is a bug, please contact support Plugin x not found', 'Plugin x not found'],
    [`${trace}KeyError: name`, 'KeyError: name'],
    [`${trace}KeyError: name\n\nDuring handling of the above exception, another exception occurred:\n\n${trace}ValueError: bad`, 'ValueError: bad'],
    [`please contact support. ${trace}KeyError: name`, 'KeyError: name'],
    ['1 validation error for SAMSecret\nspec.config.value\n  Field required', '1 validation error for SAMSecret\nspec.config.value\n  Field required'],
  ])('are the real message: %j', async (description, words) => {
    const { error } = await failWith(500, generations.newer('SmarterException', description, 500))
    expect(error.message).toContain(`failed with 500: ${words}. (`)
    expect(error.message).not.toMatch(/Traceback|views\.py|contact|internal/)
    expect(JSON.stringify(error.body)).toContain('views.py')
  })

  it.each([trace, '', null])('are its class where there are no others: %j', async (description) => {
    expect((await failWith(500, generations.newer('DocsError', description, 500))).error.message).toContain('failed with 500: DocsError. (')
  })

  it('stand beside the error where a broker built it', async () => {
    const error = { errorClass: 'SAMBrokerErrorNotFound', stacktrace: null, description: null, status: '', args: null, cause: null, context: null }
    const failed = await failWith(404, { error, message: 'Unknown function: dance', api: 'smarter.sh/v1', metadata: {} })
    expect(failed.error).toBeInstanceOf(NotFoundError)
    expect(failed.error.message).toContain('failed with 404: Unknown function: dance. (')
  })
})

describe('another error body', () => {
  const page = '<!DOCTYPE html><html><head><title>Not here</title></head></html>'
  const told = { account: '1234-5678-9012', user: 'jdoe', name: 'x', url: 'http://internal' }

  it.each([
    ['for clients that want JSON', 404, { error: { status_code: 404, message: 'Not Found' } }, NotFoundError, 'Not Found'],
    ['for callers who are no superusers', 403, { error: { status_code: 403, message: 'Forbidden' } }, PermissionDeniedError, 'Forbidden; the key lacks a right'],
    ['of a parse error', 400, { detail: 'JSON parse error - Expecting value' }, BadRequestError, 'JSON parse error - Expecting value'],
    ['of a missing key', 401, { detail: 'Authentication credentials were not provided.' }, AuthenticationError, 'Authentication credentials were not provided'],
    ['of a missing right', 403, { detail: 'You do not have permission.' }, PermissionDeniedError, 'You do not have permission'],
    ['of a missing thing', 404, { detail: 'Not found.' }, NotFoundError, 'Not found'],
    ['of a method', 405, { detail: 'Method "GET" not allowed.' }, APIStatusError, 'Method "GET" not allowed'],
    ['of a content type', 415, { detail: 'Unsupported media type.' }, APIStatusError, 'Unsupported media type'],
    ['of a write to accounts, plugins or chatbots', 400, { error: 'Invalid request data', exception: 'boom' }, BadRequestError, 'Invalid request data'],
    ['of the same without an exception', 400, { error: 'Invalid request data' }, BadRequestError, 'Invalid request data'],
    ['of a prompt that failed', 500, { error: 'Unexpected', details: 'd', trace }, InternalServerError, 'Unexpected'],
    ['of a status without AWS', 400, { error: 'No AWS', trace }, BadRequestError, 'No AWS'],
    ['of a version that cannot be looked up', 400, { error: 'No internet' }, BadRequestError, 'No internet'],
    ['of a caller who does not exist', 404, { error: 'User not found' }, NotFoundError, 'User not found'],
    ['of a caller who cannot be read', 500, { error: 'boom' }, InternalServerError, 'boom'],
    ['of a config', 404, { error: 'Not found' }, NotFoundError, 'Not found'],
    ['of a chat with nobody', 404, {}, NotFoundError, 'no such thing'],
    ['of a chatbot that is not ready', 400, { data: { error: { message: 'LLMClient is not ready', llm_client: null, ...told } } }, BadRequestError, 'LLMClient is not ready'],
    ['of a chatbot of the older generation that is not ready', 400, { data: { error: { message: 'Chatbot is not ready', chatbot: null, ...told } } }, BadRequestError, 'Chatbot is not ready'],
    ['of a chatbot that demands a key', 403, { message: 'Forbidden. Please provide a valid API key.' }, PermissionDeniedError, 'Forbidden. Please provide a valid API key'],
    ['that is a web page', 400, page, BadRequestError, 'a web page in place of JSON'],
    ['that is a web page of the CSRF check', 403, '<!DOCTYPE html><h1>CSRF verification failed.</h1>', PermissionDeniedError, 'the CSRF check refused the request'],
    ['of the CSRF check', 403, { detail: 'CSRF Failed: CSRF token missing.' }, PermissionDeniedError, 'the CSRF check refused the request'],
    ['that is text', 400, 'Account has users.', BadRequestError, 'Account has users'],
    ['that is a traceback', 500, { error: `${trace}KeyError: name` }, InternalServerError, 'KeyError: name'],
    ['that is a traceback alone', 500, trace, InternalServerError, 'a traceback without a message'],
    ['that is empty', 500, '', InternalServerError, 'no body'],
  ] as [string, number, unknown, Class, string][])('%s (%i) is read', async (_name, status, body, Class, words) => {
    const { error } = await failWith(status, body)
    expect(error.constructor).toBe(Class)
    expect([error.status, error.body]).toEqual([status, body === '' ? undefined : body])
    expect(error.message).toContain(`failed with ${status}: ${words}`)
    expect(error.message).not.toMatch(/Traceback|views\.py|internal/)
  })
})

describe('a redirect', () => {
  it.each(['/login/?next=/api/v1/', 'http://127.0.0.1/login/', '/login'])('to %s is a missing login', async (location) => {
    const { error, requests } = await failWith(302, '', { location })
    expect(error).toBeInstanceOf(AuthenticationError)
    expect(error.message).toContain('the key is missing or not accepted')
    expect(requests).toBe(1)
  })

  it('elsewhere is not', async () => {
    expect((await failWith(302, '', { location: '/api/v1/plugins/7/' })).error).not.toBeInstanceOf(AuthenticationError)
  })
})
