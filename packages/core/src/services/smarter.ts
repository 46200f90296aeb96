import { AuthenticationError, BadRequestError, NotFoundError } from '../errors.js'
import { isFields, readErrorBody } from '../error-body.js'
import type { ErrorReading, Service } from '../service.js'

const finalClasses = /^(SAMBroker|APIV1CLIView|Smarter(Value|Illigal|Business|Configuration|Token|Invalid|API)|SAMLoader|SAMLLMClient|ValidationError)/
const missing = /not found|not ready|does ?n.t exist|could not find/i
const invalid = /no broker found for manifest|manifest.*(invalid|not provided)|no yaml manifest|validation error/i

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() || text
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
    const reading = readErrorBody(body)
    const details = isFields(body) && isFields(body['error']) ? body['error'] : {}
    const kind = typeof details['errorClass'] === 'string' ? details['errorClass'] : undefined
    if (kind === undefined) return reading
    const message = lastLine(typeof details['description'] === 'string' ? details['description'] : kind)
    const final = status >= 500 && finalClasses.test(kind)
    const errorClass = final && missing.test(message) ? NotFoundError : final && invalid.test(message) ? BadRequestError : undefined
    return { ...reading, message, type: kind, final, errorClass }
  },
}
