import type { ReferenceSchema } from '../../packages/schemas/src/testing/reference.js'
import { fieldsOf, type Operation } from './description.js'
import { type Choice, countAlternatives, sample } from './samples.js'
import { describeFile, type WireRequest } from './wire-request.js'

/** Params for a facade's method, and the request that they are by the reference. */
export interface RequestCase {
  readonly label: string
  readonly choice: Choice
  readonly params: Readonly<Record<string, unknown>>
  readonly expected: WireRequest
}

type Fields = Record<string, unknown>

/** Operations that mean something without a single field of their body: a run that chooses neither Dataset nor version. */
const neverWithoutBody = new Set(['POST /evaluations/{id}/runs'])

/** Makes cases until each alternative of every field was sent: all fields each time, and at last those alone that must be there. */
export async function makeCases(operation: Operation, streaming: boolean): Promise<RequestCase[]> {
  const schemas = [...operation.parameters.map(({ schema }) => schema), ...(operation.body ? [operation.body.schema] : [])]
  const alternatives = Math.max(1, ...schemas.map((schema) => countAlternatives(schema)))
  const choices = Array.from({ length: alternatives }, (_, alternative) => ({ alternative, optional: true }))
  return Promise.all([
    ...choices.map((choice) => makeCase(operation, streaming, `all fields, alternative ${choice.alternative}`, choice)),
    makeCase(operation, streaming, 'required fields', { alternative: 0, optional: false }),
  ])
}

async function makeCase(operation: Operation, streaming: boolean, label: string, choice: Choice): Promise<RequestCase> {
  const { method, body } = operation
  const inPath = sampleParameters(operation, 'path', choice)
  const inQuery = sampleParameters(operation, 'query', choice)
  const { params, expected } = body ? await makeBody(operation, body, choice) : { params: {}, expected: undefined }
  const sent = streaming ? { ...(expected as Fields), stream: true } : expected
  // Params without a single field of the body are sent without a body: an update of nothing, or a call of nothing.
  const isEmpty = Object.keys(params).length === 0 && !streaming && !neverWithoutBody.has(operation.key)
  const clashes = Object.keys(inPath).filter((name) => name in inQuery || name in params)
  if (clashes.length > 0) throw new Error(`${operation.key} has ${clashes.join(', ')} twice, and no rule tells which is meant`)
  return {
    label,
    choice,
    params: { ...inPath, ...inQuery, ...params },
    expected: {
      method,
      path: ['v5', ...operation.path.slice(1).split('/')].map((segment) => (segment.startsWith('{') ? String(inPath[segment.slice(1, -1)]) : segment)),
      query: Object.fromEntries(Object.entries(inQuery).map(([name, value]) => [name, [value].flat().map(String)])),
      mediaType: isEmpty ? undefined : body?.mediaType,
      body: isEmpty ? undefined : sent,
    },
  }
}

function sampleParameters({ parameters }: Operation, place: string, choice: Choice): Fields {
  const present = parameters.filter((parameter) => parameter.in === place && (parameter.required || choice.optional))
  return Object.fromEntries(present.map(({ name, schema }) => [name, sample(schema, { ...choice, optional: true }, name)]))
}

async function makeBody(operation: Operation, { mediaType, schema }: NonNullable<Operation['body']>, choice: Choice): Promise<{ params: Fields; expected: unknown }> {
  const fields = fieldsOf(operation)
  const value = sample(schema, choice, 'body')
  // Maps and lists have no fields that could be params.
  if (!fields) return { params: { body: value }, expected: value }
  if (mediaType === 'multipart/form-data') return makeForm(fields, value as Fields)
  // Which of two methods is called decides on streaming.
  const { stream: _, ...expected } = value as Fields
  const described = new Set(operation.parameters.flatMap((parameter) => (parameter.in === 'query' ? [parameter.name] : [])))
  const params = Object.entries(expected).map(([name, each]) => [described.has(name) ? `log_${name}` : name, each])
  return { params: Object.fromEntries(params) as Fields, expected }
}

async function makeForm(fields: Readonly<Record<string, ReferenceSchema>>, value: Fields): Promise<{ params: Fields; expected: unknown }> {
  const isFile = (name: string): boolean => JSON.stringify(fields[name]).includes('application/octet-stream')
  const params = Object.entries(value).map(([name, each]) => [name, isFile(name) ? new File(['name,answer\n"ä, b",1\n'], `${name} ä.csv`, { type: 'text/csv' }) : each] as const)
  const expected = await Promise.all(params.map(async ([name, each]) => [name, each instanceof File ? await describeFile(each) : each]))
  return { params: Object.fromEntries(params), expected: Object.fromEntries(expected) as Fields }
}
