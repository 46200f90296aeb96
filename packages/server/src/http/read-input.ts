import { grouped } from '../grouped.js'
import { parseJson, refuseHostile } from './parse-json.js'
import { Problem } from './problem.js'
import { decodeText, mediaType, readBody } from './read-body.js'
import type { BodyLimits } from './read-body.js'
import { readForm } from './read-form.js'
import type { BodyKind, Dialect, Route } from './route.js'
import { validate } from './validate.js'

const longestYaml = 256 * 1024
const yamlTypes = ['application/x-yaml', 'application/yaml', 'text/yaml', 'text/x-yaml']

/** A body: what it says, and a text that is the same for repeats of it. */
export interface Input {
  body: unknown
  source: string
}

/** Reads and checks the body of a request, in a type that the route takes. A foreign page can send other types without asking; they are refused. */
export async function readInput(request: Request, route: Route, { requests }: Dialect, limits: BodyLimits): Promise<Input> {
  if (request.method === 'GET') return { body: undefined, source: '' }
  const bytes = await readBody(request, limits)
  if (bytes.byteLength === 0) return { body: readNothing(route), source: '' }
  refuseForeignType(request, route)
  const { value, source } = route.body === 'form' ? await readForm(bytes, request) : await readText(decodeText(bytes), request, route)
  const schema = requests[route.key]
  return { body: schema === undefined ? value : validate(schema, value, 'body'), source }
}

/** Reads and checks the query of a request; a repeated parameter is a list. */
export function readQuery(url: URL, { key }: Route, { queries }: Dialect): unknown {
  const schema = queries[key]
  if (schema === undefined) return Object.fromEntries(url.searchParams)
  const values = [...grouped(url.searchParams, ([name]) => name)].map(([name, pairs]) => [name, pairs.length > 1 ? pairs.map(([, value]) => value) : pairs[0]?.[1]])
  return validate(schema, Object.fromEntries(values), 'query')
}

function readNothing({ body }: Route): undefined {
  if (body !== 'json' && body !== 'unlabelled-json' && body !== 'form') return undefined
  throw new Problem('invalid', 'body: Field required', { issues: [{ path: ['body'], message: 'Field required', type: 'missing' }] })
}

function refuseForeignType(request: Request, { body }: Route): void {
  const type = mediaType(request)
  if (typesOf(body).includes(type)) return
  if (body === 'unlabelled-json' && (type === '' || type === 'text/plain') && !isFromBrowser(request)) return
  throw new Problem('media-type', `This route does not take "${type}". Send the body with content-type: ${typesOf(body)[0]}.`)
}

/**
 * A page can send plain text to any server without asking it first, so plain text is taken only of what is no browser. Browsers tell the origin of a page
 * with whatever it posts, and newer ones also where the page stands to the server; no page can keep them from it, and no other client does either.
 */
function isFromBrowser({ headers }: Request): boolean {
  return headers.has('origin') || headers.has('sec-fetch-site')
}

function typesOf(body: BodyKind): string[] {
  if (body === 'form') return ['multipart/form-data']
  return body.endsWith('manifest') ? ['application/json', ...yamlTypes] : ['application/json']
}

async function readText(source: string, request: Request, { body }: Route): Promise<{ value: unknown; source: string }> {
  if (body === 'none') return { value: undefined, source }
  const isYaml = yamlTypes.includes(mediaType(request)) || (body === 'unlabelled-manifest' && !isJson(source))
  return { value: isYaml ? await parseYaml(source) : parseJson(source), source }
}

function isJson(source: string): boolean {
  try {
    JSON.parse(source)
    return true
  } catch {
    return false
  }
}

/** The parser is loaded when it is first needed: a server begins faster without it. */
async function parseYaml(source: string): Promise<unknown> {
  if (source.length > longestYaml) throw new Problem('too-large', `The YAML is longer than ${longestYaml} characters, which would take long to read. Send JSON.`)
  const { readYaml } = await import('@smarter-api/schemas/yaml')
  const yaml = readYaml(source)
  if (!yaml.ok) throw new Problem('malformed-json', `The body is not valid YAML: ${yaml.problem} (line ${yaml.line}). Send one YAML document or JSON.`)
  refuseHostile(yaml.value)
  return yaml.value
}
