import { queries, requests } from '@smarter-api/schemas/smarter'
import { json, redirect } from '../http/answer.js'
import { Refusal } from '../http/problem.js'
import type { Problem, ProblemCode } from '../http/problem.js'
import type { Dialect, Era } from '../http/route.js'
import type { StoredAnswer } from '../repository/repository.js'
import { chatRoutes } from './chat-routes.js'
import { commandRoutes } from './command-routes.js'
import { errorAnswer, refuse } from './envelope.js'
import type { CommandContext } from './envelope.js'
import { generationOf } from './generation.js'
import type { Generation } from './generation.js'
import { platformRoutes } from './platform-routes.js'

const openPaths = /^\/cli\/(example-manifest|example_manifest|json-schema|schema)\//
const errorClasses: Partial<Record<ProblemCode, string>> = { invalid: 'SmarterValueError', conflict: 'SmarterBusinessRuleViolation', internal: 'SmarterException' }

/** Smarter's API, in one of its generations. */
export function smarterDialect(era: Era): Dialect {
  const generation = generationOf(era)
  // Manifests are checked by the command itself: the platform has its own words for a bad one.
  const { 'POST /cli/apply/': _apply, ...checked } = requests
  return {
    prefix: '/api/v1',
    routes: [...platformRoutes(generation), ...commandRoutes(generation), ...chatRoutes(generation)],
    requests: checked,
    queries: { ...queries, 'GET /cli/describe/{kind}/': queries['POST /cli/describe/{kind}/'] },

    async authenticate(request, path, keyring) {
      if (!keyring.locked || openPaths.test(path)) return
      const key = /^token +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
      if (key === undefined) throw withoutKey(generation, path)
      if (await keyring.opens(key)) return
      throw refuse(generation, contextOf(path), 401, 'SmarterTokenAuthenticationError', 'Authentication failed.')
    },

    intercept(request, path) {
      if (path.endsWith('/')) return undefined
      const { pathname, search } = new URL(request.url)
      return redirect(`${pathname}/${search}`, 301)
    },

    render: (problem, path) => renderProblem(generation, problem, path),
  }
}

function withoutKey(generation: Generation, path: string): Refusal {
  if (path.startsWith('/llm-clients/')) return new Refusal(redirect(`/login/?next=${encodeURIComponent(`/api/v1${path}`)}`, 302))
  if (path.startsWith('/chatbots/')) return new Refusal(json({ message: 'Forbidden. Please provide a valid API key.' }, 403))
  if (!path.startsWith('/cli/')) {
    return new Refusal(json({ detail: 'Authentication credentials were not provided.' }, 401, { 'www-authenticate': 'Token' }))
  }
  return generation.era === 'chatbot'
    ? refuse(generation, contextOf(path), 403, 'APIV1CLIViewError', 'Unauthorized access attempted.')
    : refuse(generation, contextOf(path), 403, 'SmarterAPIV1CLIViewErrorNotAuthenticated', 'Authentication credentials were not provided.')
}

function renderProblem(generation: Generation, { code, status, message, headers, issues }: Problem, path: string): StoredAnswer {
  if (code === 'malformed-json' && generation.era === 'llmclient') return json({ detail: `JSON parse error - ${message}` }, 400, headers)
  if (code === 'method' || code === 'media-type') return json({ detail: message }, status, headers)
  const errorClass = errorClasses[code] ?? (code === 'malformed-json' ? 'SAMLoaderError' : undefined)
  if (errorClass === undefined) return json({ error: { status_code: status, message } }, status, headers)
  return errorAnswer(generation, contextOf(path), { status: issues.length > 0 ? 400 : status, errorClass, message, headers })
}

/** Reads command and thing off a path below `/cli/`. */
function contextOf(path: string): CommandContext {
  const [command = 'None', thing = 'None'] = path.replace(/^\/cli\//, '').split('/').filter((part) => part !== '')
  return { command: command.replaceAll('-', '_'), thing }
}
