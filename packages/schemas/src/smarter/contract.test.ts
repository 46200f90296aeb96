import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type Reference, type ReferenceContent, type ReferenceOperation, type ReferenceSchema, readReference } from '../testing/reference.js'
import * as smarter from './index.js'

const reference = readReference('smarter.openapi.yaml')
const empty: Reference = { paths: {}, components: { schemas: {} } }
const { paths, components } = reference ?? empty

type Table = Record<string, v.GenericSchema<unknown, unknown>>

const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, operation]) => 'responses' in operation)
    .map(([method, operation]) => ({ key: `${method.toUpperCase()} ${path}`, operation })),
)

// The reference lists the describe route of chatbots apart, because the older envelope is its example.
const sameRoute: Record<string, string> = { 'POST /cli/describe/chatbot/': 'POST /cli/describe/{kind}/' }

function examples(table: Table, content: (operation: ReferenceOperation) => ReferenceContent | undefined) {
  return operations.flatMap(({ key, operation }) => {
    const schema = table[sameRoute[key] ?? key]
    const example = content(operation)?.example
    return schema && example !== undefined ? [{ key, schema, example }] : []
  })
}

const answers = examples(smarter.responses, ({ responses }) => responses['200']?.content?.['application/json'])
const bodies = examples(smarter.requests, ({ requestBody }) => requestBody?.content['application/json'])

const schemaOf: Record<string, unknown> = {
  ChatMessage: smarter.SmarterChatMessageSchema,
  CliPromptRequest: smarter.CliPromptRequestSchema,
  ConfigData: smarter.ChatConfigSchema,
  ConfigRequest: smarter.ChatConfigRequestSchema,
  ErrorDetail: smarter.ErrorDetailSchema,
  ErrorEnvelope: smarter.ErrorEnvelopeSchema,
  ListData: smarter.ManifestListSchema,
  Metadata: smarter.EnvelopeMetadataSchema,
  PromptData: smarter.PromptDataSchema,
  PromptRequest: smarter.DirectPromptRequestSchema,
  WhoAmIData: smarter.WhoAmISchema,
}

interface Node {
  type: string
  entries?: Record<string, Node>
  pipe?: Node[]
}

function entriesOf({ entries, pipe }: Node): Record<string, Node> {
  return entries ?? pipe?.at(-1)?.entries ?? {}
}

function presence(fields: [string, boolean][]) {
  return Object.fromEntries(fields.map(([name, required]) => [name, required ? 'required' : 'optional']))
}

describe.skipIf(reference === undefined)('the reference of the Smarter API', () => {
  it('has an example answer for most routes', () => {
    expect(answers.length).toBeGreaterThan(15)
    expect(bodies.length).toBeGreaterThan(5)
  })

  it.each(answers)('gives an example answer that passes: $key', ({ schema, example }) => {
    expect(v.safeParse(schema, example).issues).toBeUndefined()
  })

  it.each(bodies)('gives an example body that passes: $key', ({ schema, example }) => {
    expect(v.safeParse(schema, example).issues).toBeUndefined()
  })

  it.each(Object.entries(schemaOf))('names the same fields of %s', (name, schema) => {
    const { properties = {}, required = [] }: ReferenceSchema = components.schemas[name] ?? {}
    const expected = presence(Object.keys(properties).map((field) => [field, required.includes(field)]))
    const actual = presence(Object.entries(entriesOf(schema as Node)).map(([field, { type }]) => [field, type !== 'exact_optional']))
    expect(actual).toEqual(expected)
  })

  it('knows every route of the tables', () => {
    const known = new Set(operations.map(({ key }) => key))
    expect(Object.keys({ ...smarter.responses, ...smarter.requests, ...smarter.queries }).filter((key) => !known.has(key))).toEqual([])
  })

  it('names the same kinds of manifests, but for the one without a broker', () => {
    const kinds = components.schemas['Manifest']?.properties?.['kind']?.enum ?? []
    expect(new Set(smarter.manifestKinds)).toEqual(new Set(kinds.filter((kind) => kind !== 'Proxy')))
  })
})
