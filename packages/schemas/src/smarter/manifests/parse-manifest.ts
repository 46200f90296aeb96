import * as v from 'valibot'
import { isObject } from '../../direction.js'
import { nearestWord } from './nearest-word.js'
import { ApplyRequestSchema, manifestKinds, manifestRequests } from './schemas.js'
import type { SmarterManifest } from './types.js'

/** One mistake in a manifest. */
export interface ManifestError {
  /** Where it is, for example `spec.config.defaultTemperature`; empty for the manifest as a whole. */
  path: string
  /** What is wrong there. */
  problem: string
  /** What should be there. */
  expected: string
  /** What to do about it. */
  remedy: string
  /** All of it in one line. */
  message: string
}

/** What `parseManifest` finds: a manifest that can be applied, or every mistake in it. */
export type ParsedManifest = { ok: true; manifest: SmarterManifest } | { ok: false; errors: ManifestError[] }

/**
 * Checks a manifest that a person wrote, before it is sent.
 *
 * It finds every mistake in one go and points at each field. Unknown fields are mistakes too, and the known name that was probably
 * meant is suggested. The server itself answers an invalid manifest with a 500 that does not name the field.
 *
 * @param input - The manifest as an object, or as JSON text. YAML has to be read into an object first.
 * @returns `{ ok: true, manifest }`, or `{ ok: false, errors }` with at least one error. It does not throw.
 *
 * @example
 * ```ts
 * const parsed = parseManifest({ apiVersion: 'smarter.sh/v1', kind: 'Chatbot', metadata, spec })
 * if (!parsed.ok) for (const { message } of parsed.errors) console.error(message)
 * ```
 */
export function parseManifest(input: unknown): ParsedManifest {
  let value = input
  if (typeof input === 'string') {
    try {
      value = JSON.parse(input)
    } catch (error) {
      return { ok: false, errors: [unreadable(error)] }
    }
  }
  if (!isObject(value)) return { ok: false, errors: [notAnObject(value)] }
  const result = v.safeParse(ApplyRequestSchema, value)
  if (result.success) return { ok: true, manifest: result.output }
  const root = knownKinds.get(value['kind']) ?? { entries: rootEntries }
  return { ok: false, errors: result.issues.map((issue) => explain(issue, root)) }
}

const knownKinds = new Map<unknown, unknown>(Object.entries(manifestRequests))
const rootEntries = { apiVersion: undefined, kind: undefined, metadata: undefined, spec: undefined, status: undefined }

function unreadable(error: unknown): ManifestError {
  return manifestError({
    path: '',
    problem: `the text is not JSON (${withoutExcerpt(String(error))})`,
    expected: 'JSON text or an object',
    remedy: 'Correct the JSON; if the text is YAML, read it with a YAML parser and pass the object.',
  })
}

/** Engines quote the text around the mistake, and a manifest may hold a secret there. */
function withoutExcerpt(message: string): string {
  return message.replace(/, (\.{3})?".*"(\.{3})? is not valid JSON$/s, '')
}

function notAnObject(value: unknown): ManifestError {
  return manifestError({
    path: '',
    problem: `a manifest cannot be ${value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`}`,
    expected: 'an object with apiVersion, kind, metadata and spec',
    remedy: 'Pass one manifest as an object, or as JSON text.',
  })
}

function explain(issue: v.BaseIssue<unknown>, root: unknown): ManifestError {
  const path = v.getDotPath(issue) ?? ''
  const keys = issue.path?.map(({ key }) => key) ?? []
  const name = String(keys.at(-1) ?? '')
  if (issue.type === 'strict_object' && issue.expected === 'never') return unknownField(path, name, knownFields(root, keys.slice(0, -1)))
  if (issue.type === 'strict_object' && issue.received === 'undefined') {
    return manifestError({
      path,
      problem: 'the field is missing',
      expected: `a value for "${name}"`,
      remedy: `Add "${name}"${nullableMetadata.has(path) ? '; null is allowed' : ''}.`,
    })
  }
  if (path === 'kind') return wrongKind(issue.input)
  const expected = expectation(issue)
  return manifestError({ path, problem: observation(issue, path), expected, remedy: 'Change its value.' })
}

const plainWords: Record<string, string> = { string: 'a string', number: 'a number', boolean: 'true or false', Object: 'an object', Array: 'a list' }

function expectation({ type, expected, message, requirement }: v.BaseIssue<unknown>): string {
  if (type === 'regex' || type === 'check' || type === 'custom') return message.replace(/^Expected /, '').replace(/ but received .*$/s, '')
  if (type === 'min_length') return `at least ${String(requirement)} characters`
  if (type === 'max_length') return `at most ${String(requirement)} characters`
  if (type === 'min_value') return `at least ${String(requirement)}`
  if (type === 'max_value') return `at most ${String(requirement)}`
  if (type === 'integer') return 'a whole number'
  const words = String(expected)
  return plainWords[words] ?? words.replaceAll(/^\(|\)$/g, '').replaceAll(' | ', ' or ')
}

const secretive = /(value|password|key|secret)$/i

function observation({ type, input, received }: v.BaseIssue<unknown>, path: string): string {
  if (type === 'min_length' || type === 'max_length') return `it has ${String(received)} characters`
  if (type === 'check') return 'its fields do not fit together'
  return `it is ${secretive.test(path) ? `of type ${typeof input}` : (plainWords[String(received)] ?? String(received))}`
}

const nullableMetadata = new Set(['metadata.description', 'metadata.version'])

function unknownField(path: string, name: string, known: string[]): ManifestError {
  const meant = nearestWord(name, known)
  return manifestError({
    path,
    problem: 'the field is not known',
    expected: `one of ${known.join(', ')}`,
    remedy: meant ? `Rename it to "${meant}".` : 'Remove it.',
  })
}

function wrongKind(kind: unknown): ManifestError {
  const meant = typeof kind === 'string' ? nearestWord(kind, manifestKinds) : undefined
  return manifestError({
    path: 'kind',
    problem: `it is ${JSON.stringify(kind)}`,
    expected: `one of ${manifestKinds.join(', ')}`,
    remedy: meant ? `Write "${meant}".` : 'Use one of the known kinds.',
  })
}

function manifestError(error: Omit<ManifestError, 'message'>): ManifestError {
  const { path, problem, expected, remedy } = error
  return { ...error, message: `${path || 'manifest'}: ${problem}, expected ${expected}. ${remedy}` }
}

function knownFields(root: unknown, keys: unknown[]): string[] {
  let schema: unknown = root
  for (const key of keys) {
    const { entries, item } = unwrapped(schema)
    schema = item ?? (entries as Record<string, unknown>)[String(key)]
  }
  return Object.keys(unwrapped(schema).entries ?? {})
}

/** The object or list below `nullable`, `exactOptional` and further checks. */
function unwrapped(schema: unknown): { entries?: object; item?: unknown } {
  if (!isObject(schema)) return {}
  if ('entries' in schema || 'item' in schema) return schema
  const inner = 'wrapped' in schema ? [schema['wrapped']] : Array.isArray(schema['pipe']) ? schema['pipe'] : []
  return inner.map(unwrapped).find((found) => found.entries ?? found.item) ?? {}
}
