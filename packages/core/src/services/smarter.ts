import { AuthenticationError, BadRequestError, NotFoundError } from '../errors.js'
import { isFields, readErrorBody, readEventError } from '../error-body.js'
import type { ErrorReading, Service } from '../service.js'

const lasting = /^(SAM|APIV1CLI|Smarter(Value|Illigal|Business|Config|Token|Invalid|API|Plugin|Journal)|Validation|str$)/
const invalid = /manifest kind|yaml manifest|find broker|validation error|^(SAMLoader|Validation)Error/i
const missing = /not (found|ready)|no \w+ found|does ?n.t exist/i

/** The server's real message stands at the end: after tracebacks, and after the plea to contact support. */
function lastWords(description: unknown): string {
  return String(description ?? '').trim().replace(/^[^]*(\n|contact (\w+ )?support\S*\s)\s*/i, '')
}

function explain(words = ''): string {
  if (/csrf/i.test(words)) return 'the CSRF check refused the request; the route takes browser sessions, not keys'
  if (/^\s*</.test(words)) return 'a web page in place of JSON'
  return words === '{}' ? 'no such thing' : words === 'Forbidden' ? 'Forbidden; the key lacks a right, or the route takes browser sessions' : words
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
    const { data, error } = (isFields(body) ? body : {}) as { data?: unknown; error?: unknown }
    const reading = readErrorBody(isFields(data) ? data : body)
    const { errorClass: type, description } = (isFields(error) ? error : {}) as { errorClass?: string; description?: unknown }
    if (!type) return { ...reading, message: explain(reading.message) }
    const message = lastWords(description) || type
    const final = status >= 500 && lasting.test(type)
    const errorClass = [type, message].some((words) => invalid.test(words)) ? BadRequestError : missing.test(message) ? NotFoundError : undefined
    return { ...reading, message, type, final, errorClass: final ? errorClass : undefined }
  },
  readStreamError: readEventError,
}
