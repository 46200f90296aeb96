import { queries, requests } from '@smarter-api/schemas/openai'
import { requireBearer } from '../http/authorization.js'
import type { FieldIssue, ProblemCode } from '../http/problem.js'
import type { Dialect } from '../http/route.js'
import { chatCompletionRoutes } from './chat/routes.js'
import { uploadForm } from './files/read-upload.js'
import { uploadRoutes } from './files/routes.js'
import { fineTuningRoutes } from './fine-tuning/routes.js'
import { errorAnswer } from './refusals.js'
import { responseRoutes } from './responses/routes.js'

const ownPaths = /^\/(chat\/completions|responses|files|fine_tuning)(\/|$)/

const codes: Partial<Record<ProblemCode, string>> = {
  'wrong-key': 'invalid_api_key',
  'malformed-json': 'invalid_json',
  'not-found': 'not_found',
  conflict: 'conflict',
  'too-large': 'request_too_large',
}

/** The OpenAI-style API at its usual place, where everything is its own. */
export const openaiDialect: Dialect = {
  prefix: '/v1',
  routes: [...chatCompletionRoutes, ...responseRoutes, ...uploadRoutes, ...fineTuningRoutes],
  requests: { ...requests, 'POST /files': uploadForm },
  queries,

  authenticate: (request, _path, keyring) => requireBearer(request, keyring),

  render({ code, status, message, issues, headers }) {
    const issue = issues[0]
    if (issue === undefined) return errorAnswer(status, message, { code: codes[code] ?? null }, headers)
    return errorAnswer(400, message, { param: toParam(issue), code: toCode(issue) }, headers)
  },
}

/** The same routes beside Smarter's own, so that one client can be used for both. */
export const openaiAtSmarterDialect: Dialect = { ...openaiDialect, prefix: '/api/v1', owns: (path) => ownPaths.test(path) }

/** Writes a path as OpenAI's API does: `messages[0].role`. */
function toParam({ path: [, ...steps] }: FieldIssue): string | null {
  const param = steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
  return param === '' ? null : param.replace(/^\./, '')
}

function toCode({ type }: FieldIssue): string {
  if (type === 'missing') return 'missing_required_parameter'
  if (type === 'extra_forbidden') return 'unknown_parameter'
  return type === 'enum' || type.endsWith('_type') ? 'invalid_value' : type
}
