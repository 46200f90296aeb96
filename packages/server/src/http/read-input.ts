import { findDeepNesting } from '@smarter-api/dotprompt'
import { parse as parseYaml } from 'yaml'
import { parseJson, refuseHostile } from './parse-json.js'
import { Problem } from './problem.js'
import { mediaType, readBody } from './read-body.js'
import type { Dialect, Route } from './route.js'
import { validate } from './validate.js'

const yamlTypes = ['application/x-yaml', 'application/yaml', 'text/yaml', 'text/x-yaml']

/** Reads a body as text, in a type that the route takes. A foreign page can send other types without asking; they are refused. */
export async function readSource(request: Request, { body }: Route, maxBodyBytes: number): Promise<string> {
  if (request.method === 'GET') return ''
  const source = await readBody(request, maxBodyBytes)
  if (source === '') return ''
  const allowed = body.endsWith('manifest') ? ['application/json', ...yamlTypes] : ['application/json']
  if (allowed.includes(mediaType(request))) return source
  throw new Problem('media-type', `This route does not take "${mediaType(request)}". Send the body with content-type: application/json.`)
}

/** Reads and checks the body of a request. */
export function readInput(source: string, request: Request, { key, body }: Route, { requests }: Dialect): unknown {
  if (body === 'none') return undefined
  if (source === '' && body !== 'json') return undefined
  if (source === '') throw new Problem('invalid', 'body: Field required', { issues: [{ path: ['body'], message: 'Field required', type: 'missing' }] })
  const value = yamlTypes.includes(mediaType(request)) || (body === 'unlabelled-manifest' && !isJson(source)) ? readYaml(source) : parseJson(source)
  const schema = requests[key]
  return schema === undefined ? value : validate(schema, value, 'body')
}

/** Reads and checks the query of a request; of a repeated parameter the last one counts. */
export function readQuery(url: URL, { key }: Route, { queries }: Dialect): unknown {
  const query = Object.fromEntries(url.searchParams)
  const schema = queries[key]
  return schema === undefined ? query : validate(schema, query, 'query')
}

function isJson(source: string): boolean {
  try {
    JSON.parse(source)
    return true
  } catch {
    return false
  }
}

function readYaml(source: string): unknown {
  if (findDeepNesting(source) !== undefined) throw new Problem('malformed-json', 'The YAML is nested too deeply. Make it flatter.')
  let value: unknown
  try {
    value = parseYaml(source, { maxAliasCount: 100, logLevel: 'error' })
  } catch {
    throw new Problem('malformed-json', 'The body is not valid YAML. Send one YAML document or JSON.')
  }
  refuseHostile(value)
  return value
}
