import type * as v from 'valibot'
import { afterAll, describe, expect, it } from 'vitest'
import { chosenDifferences } from '../testing/chosen-differences.js'
import { findDisagreements } from '../testing/disagreements.js'
import { answerSchemas, requestSchemas } from '../testing/humanloop-components.js'
import type { Direction } from '../testing/json-kinds.js'
import { findQueryDisagreements } from '../testing/query-disagreements.js'
import { type Reference, type ReferenceOperation, type ReferenceSchema, readReference } from '../testing/reference.js'
import { nameOf, ReferenceValues } from '../testing/reference-values.js'
import { queries, requests, responses } from './index.js'

type Schema = v.GenericSchema<unknown, unknown>
type Table = Readonly<Partial<Record<string, Schema>>>

const reference = readReference('humanloop.openapi.yaml')
const empty: Reference = { paths: {}, components: { schemas: {} } }
const { paths, components } = reference ?? empty
const values = new ReferenceValues(components.schemas)
const compared: Record<Direction, Table> = { answer: answerSchemas, request: requestSchemas }

const operations = Object.entries(paths)
  .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ key: `${method.toUpperCase()} ${path}`, operation })))
  .filter(({ operation }) => operation['x-sdk'])

/** What the two say differently, and nobody has reviewed; and what was reviewed and is no longer so. */
function findSurprises(subject: string, direction: Direction, ours: Schema, schema: ReferenceSchema): string[] {
  const found = [...findDisagreements(ours, schema, { values, direction, isCompared: (name) => name in compared[direction] }), ...findExtraFields(ours, schema)]
  const chosen = chosenDifferences[subject] ?? []
  const gone = chosen.filter((difference) => !found.includes(difference))
  return [...found.filter((difference) => !chosen.includes(difference)), ...gone.map((difference) => `no longer so: ${difference}`)].map((difference) => `${subject} ${difference}`)
}

/** Fields that only our schema has: a comparison of values cannot see the optional ones. */
function findExtraFields(ours: Schema, schema: ReferenceSchema): string[] {
  const described = new Set(values.variants(schema).flatMap(({ properties = {} }) => Object.keys(properties)))
  return fieldsOf(ours).flatMap((name) => (described.has(name) ? [] : [`${name}: is not in the reference`]))
}

function fieldsOf(schema: object): string[] {
  if ('entries' in schema) return Object.keys(schema.entries as object)
  const last = 'pipe' in schema ? (schema.pipe as object[]).at(-1) : undefined
  return last && last !== schema ? fieldsOf(last) : []
}

function referenceOf(label: string): ReferenceSchema {
  const name = label.replace('[]', '')
  return name === label ? (components.schemas[name] ?? {}) : { type: 'array', items: { $ref: `#/${name}` } }
}

/** What the reference calls the schema of a body or answer, as `compared` has it. */
function labelOf(schema: ReferenceSchema): string {
  return schema.items ? `${nameOf(schema.items)}[]` : (nameOf(schema) ?? '')
}

function subjectsOf(direction: Direction) {
  return Object.entries(compared[direction]).map(([label, ours]): [subject: string, surprises: string[]] => {
    const subject = `${direction} ${label}`
    return [subject, ours ? findSurprises(subject, direction, ours, referenceOf(label)) : []]
  })
}

const subjects = new Map([...subjectsOf('answer'), ...subjectsOf('request')])

/** The names that a schema mentions, and those that they mention. */
function reach(schema: ReferenceSchema, names = new Set<string>()): Set<string> {
  for (const [name = ''] of JSON.stringify(schema).matchAll(/(?<=#\/components\/schemas\/)\w+/g)) {
    if (names.has(name)) continue
    names.add(name)
    reach(components.schemas[name] ?? {}, names)
  }
  return names
}

function findBodyProblems(direction: Direction, key: string, ours: Schema | undefined, schema: ReferenceSchema | undefined): string[] {
  if (!schema || Object.keys(schema).length === 0) return ours ? [`${direction} of ${key}: the reference describes none`] : []
  if (!ours) return [`${direction} of ${key}: has no schema`]
  const label = labelOf(schema)
  if (label && ours !== compared[direction][label]) return [`${direction} of ${key}: is not our schema of ${label}`]
  const own = label ? [] : findSurprises(`${direction} of ${key}`, direction, ours, schema)
  return [...own, ...[...new Set([label, ...reach(schema)])].flatMap((name) => subjects.get(`${direction} ${name}`) ?? [])]
}

function findProblems(key: string, { parameters = [], requestBody, responses: answers }: ReferenceOperation): string[] {
  const content = (answers['200'] ?? answers['201'])?.content
  const body = requestBody?.content['application/json'] ?? requestBody?.content['multipart/form-data']
  const query = findQueryDisagreements((queries as Table)[key], parameters.filter((parameter) => parameter.in === 'query'), values).map((difference) => `query of ${key} ${difference}`)
  const chosen = chosenDifferences[`query of ${key}`] ?? []
  return [
    ...findBodyProblems('answer', key, (responses as Table)[key], content?.['application/json']?.schema),
    ...findBodyProblems('answer', `${key}#stream`, (responses as Table)[`${key}#stream`], content?.['text/event-stream']?.schema),
    ...findBodyProblems('request', key, (requests as Table)[key], body?.schema),
    ...query.filter((difference) => !chosen.some((each) => difference.endsWith(each))),
  ]
}

const problems = new Map(operations.map(({ key, operation }) => [key, findProblems(key, operation)]))

describe.skipIf(reference === undefined)('the reference of the Humanloop API', () => {
  afterAll(() => {
    const agreed = [...problems.values()].filter((found) => found.length === 0).length
    process.stdout.write(`schemas against the reference, value by value: ${agreed}/${operations.length} operations agree\n`)
  })

  it.each([...subjects])('says of the %s what our schema says', (_subject, surprises) => {
    expect(surprises).toEqual([])
  })

  it.each([...problems])('has at %s the body, answer, events and query that our tables have', (_key, found) => {
    expect(found).toEqual([])
  })

  it('has 118 operations for clients; the import of OpenTelemetry spans is none of them', () => {
    expect(operations).toHaveLength(118)
    expect(Object.keys(paths)).toContain('/import/otel/v1/traces')
  })

  it('knows every route of our tables', () => {
    const keys = Object.keys({ ...responses, ...requests, ...queries }).map((key) => key.replace('#stream', ''))
    expect(keys.filter((key) => !problems.has(key))).toEqual([])
  })

  it('has the schemas that differ on purpose', () => {
    const known = new Set([...subjects.keys(), ...operations.flatMap(({ key }) => [`request of ${key}`, `query of ${key}`])])
    expect(Object.keys(chosenDifferences).filter((subject) => !known.has(subject))).toEqual([])
  })
})
