import { AuthenticationError, BadRequestError, NotFoundError } from '../errors.js'
import { isFields, readErrorBody, readEventError } from '../error-body.js'
import type { ErrorReading, Service } from '../service.js'

/** Exceptions that the same call raises again; others, of the database or the network, may pass. */
const lasting = /^(SAM|APIV1CLI|Smarter(?!Exception|AWS)|Docs|Validation|str$)/
const unauthenticated = /NotAuthenticated|AuthenticationFailed|InvalidApiKey|TokenError|unauthorized access/i
const invalid = /manifest kind|yaml manifest|find broker|validation error|^(SAMLoader|Validation)Error/i
const missing = /^(SAM|APIV1CLI|SmarterLLM|str).*(not (found|ready)|no \w+ found|does ?n.t exist)/is

/** The server's real message stands at the end: after tracebacks, and after the plea to contact support. */
function lastWords(words: string): string {
  return words
    .replace(/^[^]*Traceback \(.*(\n[ \t].*)*/, '')
    .replace(/^[^]*\bcontact\b.*?\bsupport\b(@\S+|[^.:\n]*[.:])?\s+/i, '')
    .trim()
}

function explain(words = ''): string {
  if (/csrf/i.test(words)) return 'the CSRF check refused the request; the route takes browser sessions, not keys'
  if (/^\s*</.test(words)) return 'a web page in place of JSON'
  if (words === 'Forbidden') return 'Forbidden; the key lacks a right, or the route takes browser sessions'
  return words === '{}' ? 'no such thing' : lastWords(words) || (words && 'a traceback without a message')
}

/** The class that the server's own words name, where the status misleads. */
function classOf(status: number, final: boolean, words: string): ErrorReading['errorClass'] {
  if (status === 403 && unauthenticated.test(words)) return AuthenticationError
  return !final ? undefined : invalid.test(words) ? BadRequestError : missing.test(words) ? NotFoundError : undefined
}

/**
 * Smarter's API: header `Authorization: Token`, ten minutes, and errors whose status alone does not tell what is wrong:
 * missing things answer 503, invalid manifests 500, and a missing login is a redirect to a page.
 */
export const smarter: Service<'smarter'> = {
  name: 'smarter',
  title: 'Smarter',
  baseURL: 'https://platform.smarter.sh/api/v1',
  timeout: 600_000,
  variables: { apiKey: 'SMARTER_API_KEY', baseURL: 'SMARTER_BASE_URL', log: 'SMARTER_LOG' },
  redirect: 'manual',
  retryConflicts: true,
  honoursIdempotencyKey: false,
  authHeader: (key) => ['authorization', `Token ${key}`],
  readError(status, body, location): ErrorReading {
    if (status < 400) {
      const login = location !== null && /\/login\/?(\?|$)/.test(location)
      return login ? { message: 'the platform asks for a login: the key is missing or not accepted here', errorClass: AuthenticationError } : {}
    }
    const { data, error, message: told } = (isFields(body) ? body : {}) as Record<'data' | 'error' | 'message', unknown>
    const reading = readErrorBody(isFields(data) ? data : body)
    const { errorClass: type, description } = (isFields(error) ? error : {}) as { errorClass?: string; description?: unknown }
    if (!type) return { ...reading, message: explain(reading.message) }
    const message = lastWords(String(description ?? told ?? '')) || type
    const final = status === 501 || (status >= 500 && lasting.test(type))
    return { ...reading, message, type, final, errorClass: classOf(status, final, `${type}: ${message}`) }
  },
  readStreamError: readEventError,
}
