import * as v from 'valibot'
import { isObject } from '../../direction.js'
import type { TextPlace } from '../../yaml/index.js'
import { explainIssue, type ManifestError, manifestError } from './explain-issue.js'
import { ApplyRequestSchema, manifestRequests } from './schemas.js'
import type { SmarterManifest } from './types.js'

/** What is found in a manifest: that it can be applied, or every mistake in it. */
export type ParsedManifest = { ok: true; manifest: SmarterManifest } | { ok: false; errors: ManifestError[] }

interface Mistake {
  readonly path: readonly PropertyKey[]
  readonly error: ManifestError
}

type Finding = { ok: true; manifest: SmarterManifest } | { ok: false; mistakes: Mistake[] }

/**
 * Checks a manifest before it is sent: one that a person wrote as YAML or JSON, or an object.
 *
 * It finds every mistake in one go and points at each field, in a text also with line and column. Unknown fields are mistakes too, and
 * the known name that was probably meant is suggested. The server itself answers an invalid manifest with a 500 that does not name the
 * field. The YAML parser is loaded when a text needs it.
 *
 * @param input - YAML text, JSON text, or an object.
 * @returns `{ ok: true, manifest }`, or `{ ok: false, errors }` with at least one error. It does not fail.
 *
 * @example
 * ```ts
 * const parsed = await parseManifest('kind: Secret')
 * if (!parsed.ok) for (const { message } of parsed.errors) console.error(message)
 * ```
 */
export async function parseManifest(input: unknown): Promise<ParsedManifest> {
  if (typeof input !== 'string') return checkManifest(input)
  const json = readJson(input)
  const atOnce = json && check(json.value)
  if (atOnce?.ok) return atOnce
  const { readYaml } = await import('../../yaml/read-yaml.js')
  const yaml = readYaml(input)
  // Some JSON is no YAML, for example with a key given twice: its mistakes have no places.
  if (!yaml.ok) return atOnce ? report(atOnce) : { ok: false, errors: [unreadable(yaml)] }
  return report(atOnce ?? check(yaml.value), (path) => yaml.locate(path))
}

/**
 * Checks a manifest that is an object already, as {@link parseManifest} does, at once.
 *
 * @param input - The object.
 * @returns `{ ok: true, manifest }`, or `{ ok: false, errors }` with at least one error. It does not throw.
 *
 * @example
 * ```ts
 * const checked = checkManifest({ apiVersion: 'smarter.sh/v1', kind: 'Chatbot', metadata, spec })
 * if (!checked.ok) for (const { message } of checked.errors) console.error(message)
 * ```
 */
export function checkManifest(input: unknown): ParsedManifest {
  return report(check(input))
}

const knownKinds = new Map<unknown, unknown>(Object.entries(manifestRequests))
const rootEntries = { apiVersion: undefined, kind: undefined, metadata: undefined, spec: undefined, status: undefined }

function check(value: unknown): Finding {
  if (!isObject(value)) return { ok: false, mistakes: [{ path: [], error: notAnObject(value) }] }
  const result = v.safeParse(ApplyRequestSchema, value)
  if (result.success) return { ok: true, manifest: result.output }
  const root = knownKinds.get(value['kind']) ?? { entries: rootEntries }
  return { ok: false, mistakes: result.issues.map((issue) => ({ path: pathOf(issue), error: explainIssue(issue, root) })) }
}

function pathOf({ path }: v.BaseIssue<unknown>): PropertyKey[] {
  return path?.map(({ key }) => key as PropertyKey) ?? []
}

function report(finding: Finding, locate?: (path: readonly PropertyKey[]) => TextPlace): ParsedManifest {
  if (finding.ok) return finding
  return { ok: false, errors: finding.mistakes.map(({ path, error }) => (locate ? manifestError({ ...error, ...locate(path) }) : error)) }
}

function readJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

function unreadable({ problem, line, column }: TextPlace & { problem: string }): ManifestError {
  return manifestError({
    path: '',
    problem: `the text cannot be read (${problem})`,
    expected: 'one YAML document or JSON',
    remedy: 'Correct the text; a value with special characters may need quotes.',
    line,
    column,
  })
}

function notAnObject(value: unknown): ManifestError {
  return manifestError({
    path: '',
    problem: `a manifest cannot be ${value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`}`,
    expected: 'an object with apiVersion, kind, metadata and spec',
    remedy: 'Pass one manifest: as an object, as YAML or as JSON.',
  })
}
