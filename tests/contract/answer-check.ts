import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { ReferenceSchema } from '../../packages/schemas/src/testing/reference.js'
import { components, type Operation, reference } from './description.js'
import { undescribedFields } from './undescribed-fields.js'

const name = 'reference'
const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true, verbose: true }))
const closed = closeAll(components)
const names = new Map<unknown, string>(Object.entries(closed).map(([each, schema]) => [schema, each]))
ajv.addSchema({ $id: name, components: { schemas: closed }, paths: reference?.paths ?? {} })
const compiled = new Map<string, ValidateFunction>()

/** Reviewed fields that were met, for example `AgentLogResponse.log_status`. */
export const metFields = new Set<string>()

/** Finds what the reference does not say of an answer: wrong values, fields that are missing, and fields that it does not have. */
export async function findAnswerProblems(operation: Operation, response: Response): Promise<string[]> {
  const { status } = response
  const contents = operation.answers[String(status)]
  if (!contents) return [`the reference has no status ${status}`]
  const mediaType = response.headers.get('content-type')?.split(';')[0] ?? ''
  const text = await response.text()
  const expected = Object.keys(contents)
  if (expected.length === 0) return text === '' ? [] : [`an answer with status ${status} has no content`]
  if (!expected.includes(mediaType)) return [`content type ${mediaType} is not ${expected.join(' or ')}`]
  if (mediaType === 'text/plain') return []
  const values = mediaType === 'text/event-stream' ? readEvents(text, operation.terminator) : [JSON.parse(text) as unknown]
  return values.flatMap((value) => validate(`/paths/${escape(operation.path)}/${operation.method.toLowerCase()}/responses/${status}/content/${escape(mediaType)}/schema`, value))
}

/** The data of each event. Throws where the frames are not those of the reference: one line of data each, and the terminator at last. */
export function readEvents(text: string, terminator: string): unknown[] {
  const frames = text.split('\n\n')
  const [last, rest] = [frames.at(-2), frames.at(-1)]
  if (last !== `data: ${terminator}` || rest !== '') throw new Error(`the stream does not end with ${terminator}`)
  return frames.slice(0, -2).map((frame) => {
    if (!/^data: .+$/.test(frame)) throw new Error(`an event is not one line of data: ${frame.slice(0, 100)}`)
    return JSON.parse(frame.slice('data: '.length)) as unknown
  })
}

/** What is wrong with a value. Where it may be of several kinds, the kind that comes closest is meant. */
function validate(pointer: string, value: unknown): string[] {
  const check = compiled.get(pointer) ?? ajv.compile({ $ref: `${name}#${pointer}` })
  compiled.set(pointer, check)
  if (check(value)) return []
  const errors: ErrorObject[] = check.errors ?? []
  // The outermost choice of a place comes last.
  const byPlace = new Map(errors.filter(({ keyword }) => keyword === 'anyOf').map((error) => [error.instancePath, error]))
  const choices = [...byPlace.values()].filter(({ instancePath }) => ![...byPlace.keys()].some((other) => isInside(instancePath, other)))
  const rest = errors.filter(({ instancePath }) => !choices.some((choice) => instancePath === choice.instancePath || isInside(instancePath, choice.instancePath)))
  return [...rest.filter((error) => !isReviewed(error)).map(describe), ...choices.flatMap(describeChoice)]
}

function describeChoice({ instancePath, schema, data }: ErrorObject): string[] {
  const named = (schema as ReferenceSchema[]).flatMap(({ $ref }) => ($ref ? [validate($ref.slice(1), data)] : []))
  const [closest = [' is of no kind that is described']] = named.toSorted((one, other) => one.length - other.length)
  return closest.map((problem) => `${instancePath}${problem}`)
}

function isReviewed({ params, parentSchema }: ErrorObject): boolean {
  const [owner, field] = [names.get(parentSchema) ?? '', String(params['additionalProperty'])]
  if (undescribedFields[owner]?.[field] === undefined) return false
  metFields.add(`${owner}.${field}`)
  return true
}

function isInside(path: string, outer: string): boolean {
  return path.startsWith(`${outer}/`)
}

function describe({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath} ${message} ${JSON.stringify(params)}`
}

function escape(segment: string): string {
  return encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'))
}

/** An API may answer with fields that are not described; ours does not, because nobody could know them. */
function close(schema: ReferenceSchema): ReferenceSchema {
  const { anyOf, allOf, items, properties, additionalProperties } = schema
  return {
    ...schema,
    ...(anyOf && { anyOf: anyOf.map(close) }),
    ...(allOf && { allOf: allOf.map(close) }),
    ...(items && { items: close(items) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: close(additionalProperties) }),
    ...(properties && { properties: closeAll(properties), additionalProperties: false }),
  }
}

function closeAll(schemas: Readonly<Record<string, ReferenceSchema>>): Record<string, ReferenceSchema> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, close(schema)]))
}
