import { ConfigurationError } from './errors.js'

/** A verb and a path, for example `GET /prompts/{id}{?version_id,environment}`. */
export type RouteString = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'} ${string}`

/** Parameters of one call: path, query and body fields by their names on the wire. */
export type Params = object

/** A route taken apart, made once per route string. */
export interface Route {
  /** Verb and path without query, for example `GET /prompts/{id}`: the name used in errors and schema tables. */
  readonly key: string
  readonly method: string
  /** Literal parts around the path parameters: one more than there are names. */
  readonly literals: readonly string[]
  readonly names: readonly string[]
  readonly query: readonly string[]
  /** Body fields sent under another name: `[param, field]`. */
  readonly renames: ReadonlyArray<readonly [string, string]>
  /** Whether the param `body` is the whole body. */
  readonly wholeBody: boolean
}

/** A route with its parameters filled in. */
export interface ResolvedRoute {
  readonly path: string
  readonly query: Record<string, unknown>
  readonly body: unknown
}

const routes = /* @__PURE__ */ new Map<string, Route>()

/** Takes a route string apart. */
export function parseRoute(route: string): Route {
  let parsed = routes.get(route)
  if (!parsed) routes.set(route, (parsed = compile(route)))
  return parsed
}

function compile(route: string): Route {
  const space = route.indexOf(' ')
  const literals: string[] = ['']
  const names: string[] = []
  const query: string[] = []
  const renames: Array<readonly [string, string]> = []
  let wholeBody = false
  for (const part of route.slice(space + 1).split(/(\{[^}]*\})/)) {
    const inner = part.startsWith('{') ? part.slice(1, -1) : undefined
    if (inner === undefined) literals[literals.length - 1] += part
    else if (inner === 'body') wholeBody = true
    else if (inner.startsWith('?')) query.push(...inner.slice(1).split(','))
    else if (inner.includes('=')) renames.push(inner.split('=', 2) as [string, string])
    else literals[names.push(inner)] = ''
  }
  const method = route.slice(0, space)
  const key = `${method} ${literals.map((literal, index) => literal + (index < names.length ? `{${names[index]}}` : '')).join('')}`
  if (space < 1) throw new ConfigurationError(`A route is a verb, a space and a path, like "GET /prompts"; got "${route}"`)
  return { key, method, literals, names, query, renames, wholeBody }
}

/** Fills a route: path parameters first, then the named query; what is left is the body, or the query where the verb has no body. */
export function resolveRoute(route: Route, params: Params = {}): ResolvedRoute {
  const rest: Record<string, unknown> = { ...params }
  let path = route.literals[0] ?? ''
  for (const [index, name] of route.names.entries()) {
    path += encodeSegment(rest[name], name, route.key) + route.literals[index + 1]
    delete rest[name]
  }
  const hasBody = route.method !== 'GET' && route.method !== 'HEAD' && route.method !== 'DELETE'
  if (!hasBody && !route.wholeBody) return { path, query: rest, body: undefined }
  const query: Record<string, unknown> = {}
  for (const name of route.query) {
    if (name in rest) query[name] = rest[name]
    delete rest[name]
  }
  if (route.wholeBody) return { path, query, body: rest['body'] }
  for (const [param, field] of route.renames) {
    if (param in rest) rest[field] = rest[param]
    delete rest[param]
  }
  return { path, query, body: Object.keys(rest).length > 0 ? rest : undefined }
}

function encodeSegment(value: unknown, name: string, route: string): string {
  const text = typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? String(value) : ''
  if (text.trim() === '' || text === 'NaN') {
    const given = value === '' ? 'an empty string' : typeof value === 'string' ? 'blanks only' : value === null ? 'null' : typeof value
    throw new ConfigurationError(`${route} needs \`${name}\`: a non-empty string, got ${given}`, { route })
  }
  if (/^(\.|%2e){1,2}$/i.test(text)) {
    throw new ConfigurationError(`${route} cannot take "${text}" as \`${name}\`: a dot segment would change the path`, { route })
  }
  return encodeURIComponent(text).replace(/%(?:24|2B|2C|3A|3B|3D|40|26)/g, decodeURIComponent)
}

/** Writes a query string with its `?`: arrays repeat the key, objects use brackets, dates are ISO 8601, `undefined` is left out. */
export function encodeQuery(...layers: Array<Record<string, unknown> | undefined>): string {
  const merged: Record<string, unknown> = Object.assign({}, ...layers)
  const pairs: string[] = []
  const add = (name: string, value: unknown): void => {
    if (value === undefined) return
    if (Array.isArray(value)) for (const item of value) add(name, item)
    else if (value instanceof Date) add(name, value.toISOString())
    else if (value !== null && typeof value === 'object') for (const [key, item] of Object.entries(value)) add(`${name}[${key}]`, item)
    else pairs.push(`${encodeURIComponent(name)}=${value === null ? '' : encodeURIComponent(String(value))}`)
  }
  for (const name in merged) add(name, merged[name])
  return pairs.length > 0 ? `?${pairs.join('&')}` : ''
}
