import { AuthenticationError, BadRequestError, NotFoundError } from '../errors.js'
import { isFields, readErrorBody } from '../error-body.js'
import type { ErrorReading, Service } from '../service.js'

const lasting = /^(SAM|APIV1CLI|Smarter(Value|Illigal|Business|Config|Token|Invalid|API|Plugin|Journal)|ValidationError|str$)/
const invalid = /manifest kind|yaml manifest|find broker|validation error/i
const missing = /not (found|ready)|no \w+ found|does ?n.t exist/i
const invalidClass = /^(SAMLoader|Validation)Error$/

/** The server's real message stands at the end: after tracebacks, and after the plea to contact support. */
function lastWords(description: string): string {
  const line = description.trim().split('\n').at(-1) ?? ''
  return line.replace(/^.*contact (\w+ )?support\S*\s+(?=\S)/i, '').trim()
}

function explain(status: number, words = ''): string | undefined {
  if (/csrf/i.test(words)) return 'the CSRF check refused the request; this route takes browser sessions only, and no keys'
  if (/^<(!doctype|html)/i.test(words.trim())) return `a web page in place of JSON${/<title>([^<]*)/i.exec(words)?.[1]?.replace(/^/, ': ') ?? ''}`
  if (words === '{}') return 'there is no such thing'
  return status === 403 && words === 'Forbidden' ? 'Forbidden; the route needs another right of the key, or a browser session' : words
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
  replaysUnsafe: false,
  authHeader: (key) => ['authorization', `Token ${key}`],
  readError(status, body, location): ErrorReading {
    if (status < 400) {
      const login = location !== null && /\/login\/?(\?|$)/.test(location)
      return login ? { message: 'the platform asks for a login: the key is missing or not accepted here', errorClass: AuthenticationError } : {}
    }
    const { data, error } = (isFields(body) ? body : {}) as { data?: unknown; error?: unknown }
    const reading = readErrorBody(isFields(data) ? data : body)
    const { errorClass: type, description } = (isFields(error) ? error : {}) as { errorClass?: unknown; description?: unknown }
    if (typeof type !== 'string') return { ...reading, message: explain(status, reading.message) }
    const message = (typeof description === 'string' && lastWords(description)) || type
    const final = status >= 500 && lasting.test(type)
    const refused = invalidClass.test(type) || invalid.test(message) ? BadRequestError : missing.test(message) ? NotFoundError : undefined
    return { ...reading, message, type, final, errorClass: final ? refused : undefined }
  },
}
