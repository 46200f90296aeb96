import { Problem } from '../http/problem.js'
import { route } from '../http/route.js'
import type { Handler, Route } from '../http/route.js'
import type { Generation } from './generation.js'
import { plainError } from './plain-error.js'

const everyMethod = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Routes of the newer generation that fail on the platform itself, by the methods that it has for them. */
const failing: Record<string, string[]> = {
  '/llm-clients/{hashed_id}/': ['POST', 'PATCH', 'DELETE'],
  '/llm-clients/{llm_client_id}/plugins/': ['GET'],
  '/llm-clients/{llm_client_id}/plugins/{plugin_id}/': ['GET', 'POST', 'PATCH', 'DELETE'],
  '/llm-clients/{llm_client_id}/apikeys/': ['GET'],
  '/llm-clients/{llm_client_id}/apikeys/{apikey_id}/': ['GET', 'POST', 'PATCH', 'DELETE'],
  '/llm-clients/{llm_client_id}/customdomains': ['GET'],
  '/llm-clients/{llm_client_id}/customdomains/{customdomain_id}': ['GET', 'POST', 'PATCH', 'DELETE'],
  '/llm-clients/{llm_client_id}/functions': ['GET'],
  '/llm-clients/{llm_client_id}/functions/{function_id}': ['GET', 'POST', 'PATCH', 'DELETE'],
  '/llm-clients/{llm_client_id}/functions/{function_id}/plugins': ['GET'],
  '/providers/': ['GET'],
  '/providers/{name}/': ['GET'],
  '/providers/{name}/models/': ['GET'],
  '/providers/{name}/models/{model_name}': ['GET'],
  '/prompts/history/plugin-usage/{pk}/': ['GET'],
  '/accounts/user-profiles/{user_profile_id}/': ['GET'],
  '/vectorstores/': ['GET'],
}

/** Routes of the newer generation that have no handler for these methods. */
const closed: Record<string, string[]> = {
  '/plugins/{plugin_id}/': ['GET'],
  '/prompts/smarter/{provider_name}/': everyMethod,
  '/secrets/{secret_id}/': everyMethod,
  '/vectorstores/{vectorstore_id}/': everyMethod,
}

/** The addresses that do not end in a slash, as an exception to the rule. */
export const slashlessPaths = /^\/(llm-clients\/[^/]+\/(customdomains|functions)(\/[^/]+)?(\/plugins)?|plugins\/[^/]+\/clone\/[^/]+|providers\/[^/]+\/models\/[^/]+)$/

/** What is broken on the platform is as broken here, so that nobody comes to rely on it. */
export function brokenRoutes({ era }: Generation): Route[] {
  if (era === 'chatbot') return []
  return [...routesOf(failing, fail), ...routesOf(closed, refuseMethod)]
}

function routesOf(paths: Record<string, string[]>, handler: Handler): Route[] {
  return Object.entries(paths).flatMap(([path, methods]) => methods.map((method) => route(`${method} ${path}`, handler, { body: 'optional-json', reads: true })))
}

const fail: Handler = async ({ request }) => plainError(request, 500, 'This route fails on the platform, and so it does here. Use the commands under /cli/ in its place.')

const refuseMethod: Handler = async ({ request }) => {
  throw new Problem('method', `Method "${request.method}" not allowed.`)
}
