import { CreateChatCompletionRequestSchema } from '@smarter-api/schemas/openai'
import { queries, requests } from '@smarter-api/schemas/smarter'
import { json, redirect } from '../http/answer.js'
import { keyInAuthorization } from '../http/authorization.js'
import { Refusal } from '../http/problem.js'
import type { Problem, ProblemCode } from '../http/problem.js'
import type { Dialect, Era } from '../http/route.js'
import type { StoredAnswer } from '../repository/repository.js'
import { brokenRoutes, slashlessPaths } from './broken-routes.js'
import { chatRoutes } from './chat-routes.js'
import { commandRoutes } from './command-routes.js'
import { errorAnswer, refuse } from './envelope.js'
import type { CommandContext } from './envelope.js'
import { generationOf } from './generation.js'
import type { Generation } from './generation.js'
import { passthroughRoutes } from './passthrough.js'
import { plainError } from './plain-error.js'
import { platformRoutes } from './platform-routes.js'
import { pluginRoutes } from './plugin-routes.js'
import { restRoutes } from './rest-routes.js'

const passthroughPath = '/prompts/passthrough/'
const openPaths = /^\/(cli\/(example-manifest|example_manifest|json-schema|schema)|tests\/unauthenticated)\//
const promptPaths = /^\/llm-clients\/[^/]+\/(prompt|config)\//
/** Lists that on the platform only a superuser reads. */
const superuserPaths = /^\/(accounts?|llm-clients|secrets|vectorstores)\//
const errorClasses: Partial<Record<ProblemCode, string>> = { invalid: 'SmarterValueError', conflict: 'SmarterBusinessRuleViolation', internal: 'SmarterException', unavailable: 'SmarterException', 'no-room': 'SmarterException' }

/** Smarter's API, in one of its generations. */
export function smarterDialect(era: Era): Dialect {
  const generation = generationOf(era)
  // Manifests are checked by the command itself: the platform has its own words for a bad one.
  const { 'POST /cli/apply/': _apply, ...checked } = requests
  return {
    prefix: '/api/v1',
    routes: [
      ...platformRoutes(generation),
      ...commandRoutes(generation),
      ...chatRoutes(generation),
      ...passthroughRoutes(generation),
      ...restRoutes(generation),
      ...pluginRoutes(generation),
      ...brokenRoutes(generation),
    ],
    requests: { ...checked, 'POST /prompts/passthrough/{provider_name}/': CreateChatCompletionRequestSchema },
    queries: { ...queries, 'GET /cli/describe/{kind}/': queries['POST /cli/describe/{kind}/'] },

    async authenticate(request, path, keyring) {
      if (openPaths.test(path)) return
      const key = keyInAuthorization(request, 'token')
      if (key === undefined) throw withoutKey(generation, path, request)
      if (await keyring.opens(key)) return
      throw refuse(generation, contextOf(path), 401, 'SmarterTokenAuthenticationError', 'Authentication failed.')
    },

    intercept(request, path) {
      if (path.endsWith('/') || slashlessPaths.test(path)) return undefined
      const { pathname, search } = new URL(request.url)
      return redirect(`${pathname}/${search}`, 301)
    },

    render: (problem, path, request) => renderProblem(generation, problem, path, request),
  }
}

function withoutKey(generation: Generation, path: string, request: Request): Refusal {
  if (promptPaths.test(path) || path.startsWith(passthroughPath)) return new Refusal(redirect(`/login/?next=${encodeURIComponent(`/api/v1${path}`)}`, 302))
  if (superuserPaths.test(path)) return new Refusal(plainError(request, 403, 'Forbidden'))
  if (path.startsWith('/chatbots/')) return new Refusal(json({ message: 'Forbidden. Please provide a valid API key.' }, 403))
  if (!path.startsWith('/cli/')) {
    return new Refusal(json({ detail: 'Authentication credentials were not provided.' }, 401, { 'www-authenticate': 'Token' }))
  }
  return generation.era === 'chatbot'
    ? refuse(generation, contextOf(path), 403, 'APIV1CLIViewError', 'Unauthorized access attempted.')
    : refuse(generation, contextOf(path), 403, 'SmarterAPIV1CLIViewErrorNotAuthenticated', 'Authentication credentials were not provided.')
}

function renderProblem(generation: Generation, { code, status, message, headers, issues }: Problem, path: string, request: Request): StoredAnswer {
  if (code === 'malformed-json' && path.startsWith(passthroughPath)) return plainError(request, 400, message, headers)
  if (code === 'malformed-json' && generation.era === 'llmclient') return json({ detail: `JSON parse error - ${message}` }, 400, headers)
  if (code === 'method' || code === 'media-type') return json({ detail: message }, status, headers)
  const errorClass = errorClasses[code] ?? (code === 'malformed-json' ? 'SAMLoaderError' : undefined)
  if (errorClass === undefined) return plainError(request, status, message, headers)
  return errorAnswer(generation, contextOf(path), { status: issues.length > 0 ? 400 : status, errorClass, message, headers })
}

/** Reads command and thing off a path below `/cli/`. */
function contextOf(path: string): CommandContext {
  const [command = 'None', thing = 'None'] = path.replace(/^\/cli\//, '').split('/').filter((part) => part !== '')
  return { command: command.replaceAll('-', '_'), thing }
}
