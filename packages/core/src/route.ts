import { ConfigurationError } from './errors.js'

/** A verb and a path, for example `GET /prompts/{id}{?version_id,environment}`. */
export type RouteString = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'} ${string}`

/** Parameters of one call: path, query and body fields by their names on the wire. */
export type Params = object

/** A route taken apart, once per route string. */
export interface Route {
  /** Verb and path without query, for example `GET /prompts/{id}`: the name used in errors and schema tables. */
  readonly key: string
  readonly method: string
  readonly path: string
  readonly names: ReadonlySet<string>
  readonly query: ReadonlySet<string>
  /** Body fields sent under another name. */
  readonly renames: ReadonlyMap<string, string>
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
  const names = new Set<string>()
  const query = new Set<string>()
  const renames = new Map<string, string>()
  let wholeBody = false
  const key = route.replace(/\{(\??)([^}=]*)=?([^}]*)\}/g, (placeholder, isQuery, name, field) => {
    if (isQuery) for (const one of name.split(',')) query.add(one)
    else if (field) renames.set(name, field)
    else if (name === 'body') wholeBody = true
    else return names.add(name) && placeholder
    return ''
  })
  const [method = '', path = ''] = key.split(/ (.*)/s)
  return { key, method, path, names, query, renames, wholeBody }
}

/** Fills a route: path parameters first, then the named query; what is left is the body, or the query where the verb has no body. */
export function resolveRoute(route: Route, params: Params = {}): ResolvedRoute {
  const { key, method, names, query: queryNames, renames, wholeBody } = route
  const fields = params as Record<string, unknown>
  const query: Record<string, unknown> = {}
  const rest: Record<string, unknown> = {}
  const hasBody = method.startsWith('P')
  let body: unknown
  for (const name in fields) {
    const value = fields[name]
    if (names.has(name)) continue
    if (wholeBody && name === 'body') body = value
    else if (queryNames.has(name) || !hasBody) query[name] = value
    else (body = rest)[renames.get(name) ?? name] = value
  }
  const path = names.size > 0 ? route.path.replace(/\{(.*?)\}/g, (_, name: string) => encodeSegment(fields[name], name, key)) : route.path
  return { path, query, body }
}

function encodeSegment(value: unknown, name: string, route: string): string {
  const text = typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? String(value) : ''
  // A segment of dots changes the path (RFC 3986, section 5.2.4), behind a proxy that decodes twice also an encoded one.
  if (/^(\s*|NaN|(\.|%2e){1,2})$/i.test(text)) {
    throw new ConfigurationError(`${route} needs \`${name}\`: a string that is not empty, "." or "..", got ${JSON.stringify(value)}`, { route })
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
