import { checkManifest, requests } from '@smarter-api/schemas/smarter'
import type { ManifestError, SmarterManifest } from '@smarter-api/schemas/smarter'
import { json } from '../http/answer.js'
import { Problem, Refusal } from '../http/problem.js'
import { isSmall, validate } from '../http/validate.js'
import { longestLabel } from '../repository/longest-label.js'
import { envelope, refuse } from './envelope.js'
import type { Generation } from './generation.js'
import { kindsOf } from './kinds.js'
import { toSnakeCase } from './names.js'

/** Checks what a caller applies. */
export function readManifest(generation: Generation, body: unknown): SmarterManifest {
  const isNewer = generation.era === 'llmclient'
  if (body === undefined) {
    const context = { command: 'apply', thing: 'None' }
    throw isNewer
      ? refuse(generation, context, 500, 'APIV1CLIViewManifestNotFoundError', 'No YAML manifest provided.')
      : refuse(generation, context, 400, 'SAMLoaderError', 'No YAML manifest provided.')
  }
  const kind = String(Reflect.get(Object(body), 'kind'))
  if (kindsOf(generation).some(({ name, readOnly }) => name === kind && readOnly !== undefined)) {
    throw refuse(generation, { command: 'apply', thing: kind }, 405, 'SAMBrokerReadOnlyError', `${kind} is read-only: conversations are made by prompting.`)
  }
  const parsed = checkSentManifest(body)
  if (!parsed.ok && isNewer && parsed.errors.every(({ path }) => path.startsWith('spec.functions'))) throw unknownFunction(generation, kind, parsed.errors)
  if (!parsed.ok) throw invalidManifest(generation, kind, parsed.errors.map(({ message }) => message).join(' '))
  if (!kindsOf(generation).some(({ name }) => name === kind)) {
    const message = `No broker found for manifest kind '${kind}'. Known kinds: ${kindsOf(generation).map(({ name }) => name).join(', ')}.`
    throw refuse(generation, { command: 'apply', thing: kind }, isNewer ? 500 : 400, isNewer ? 'APIV1CLIViewError' : 'SAMBadRequestError', message)
  }
  return emptyToNull(parsed.manifest) as SmarterManifest
}

type CheckedManifest = { ok: true; manifest: SmarterManifest } | { ok: false; errors: Mistake[] }
type Mistake = Pick<ManifestError, 'path' | 'message'>

/** Checks a manifest that was sent. Of a large one the first mistake is told alone. */
export function checkSentManifest(body: unknown): CheckedManifest {
  try {
    if (!isSmall(body)) validate(requests['POST /cli/apply/'], body, 'body')
  } catch (error) {
    if (error instanceof Problem) return { ok: false, errors: error.issues.map(({ path }) => ({ path: path.slice(1).join('.'), message: error.message })) }
    throw error
  }
  return checkManifest(body)
}

function invalidManifest(generation: Generation, thing: string, found: string): Refusal {
  return generation.era === 'llmclient'
    ? refuse(generation, { command: 'apply', thing }, 500, 'APIV1CLIViewError', `No broker found for manifest kind '${thing}'. ${found}`)
    : refuse(generation, { command: 'apply', thing }, 400, 'SAMLoaderError', found)
}

/** The one failure that the newer generation words in its own way: the function is not there. */
function unknownFunction(generation: Generation, thing: string, errors: Mistake[]): Refusal {
  const message = errors.map((error) => error.message).join(' ')
  const error = { errorClass: 'SAMBrokerErrorNotFound', stacktrace: null, description: message, status: '', args: null, cause: null, context: null }
  return new Refusal(json({ error, ...envelope(generation, { command: 'apply', thing }, undefined, message) }, 404))
}

/** The platform stores empty texts, and the text `None`, as null. */
function emptyToNull(value: unknown): unknown {
  if (value === '' || value === 'None') return null
  if (Array.isArray(value)) return value.map(emptyToNull)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, emptyToNull(member)]))
}

/** The name under which a manifest is stored. */
export function nameOf(generation: Generation, { kind, metadata }: SmarterManifest): string {
  const field = kind === 'User' ? 'username' : 'name'
  const given: unknown = Reflect.get(metadata, field)
  const name = generation.era === 'llmclient' && field === 'name' ? toSnakeCase(String(given ?? '')) : String(given ?? '')
  if (name.length > longestLabel) throw invalidManifest(generation, kind, `metadata.${field}: it is longer than ${longestLabel} characters. Choose a shorter one.`)
  if (name !== '') return name
  throw invalidManifest(generation, kind, `metadata.${field}: nothing of it is left when it is stored. Use letters and digits, and not the word None.`)
}
