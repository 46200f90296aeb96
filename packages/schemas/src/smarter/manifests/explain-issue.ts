import * as v from 'valibot'
import { isObject } from '../../direction.js'
import { nearestWord } from './nearest-word.js'
import { manifestKinds } from './schemas.js'

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
  /** The line in the text, counted from 1. In an object, and in the rare text where it is not known, absent. */
  line?: number
  /** The column in the text, counted from 1. */
  column?: number
  /** All of it in one line. */
  message: string
}

/** Says in words what a schema found. */
export function explainIssue(issue: v.BaseIssue<unknown>, root: unknown): ManifestError {
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

/** Completes a mistake with all of it in one line. */
export function manifestError(error: Omit<ManifestError, 'message'>): ManifestError {
  const { path, problem, expected, remedy, line, column } = error
  const place = line === undefined ? '' : `line ${line}, column ${column}: `
  return { ...error, message: `${place}${path || 'manifest'}: ${problem}, expected ${expected}. ${remedy}` }
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
