import { describe, expect, it } from 'vitest'
import { type Reference, type ReferenceSchema, readReference } from '../testing/reference.js'
import * as humanloop from './index.js'

const reference = readReference('humanloop.openapi.yaml')
const empty: Reference = { paths: {}, components: { schemas: {} } }
const { paths, components } = reference ?? empty

const schemaOf: Record<string, unknown> = {
  AgentLogResponse: humanloop.AgentLogSchema,
  AgentResponse: humanloop.AgentSchema,
  BodyDeserializePromptsDeserializePost: humanloop.DeserializePromptRequestSchema,
  ChatMessage: humanloop.ChatMessageSchema,
  CreatePromptLogResponse: humanloop.CreatePromptLogResponseSchema,
  DatapointResponse: humanloop.DatapointSchema,
  DatasetResponse: humanloop.DatasetSchema,
  EnvironmentResponse: humanloop.EnvironmentSchema,
  EvaluatorActivationDeactivationRequest: humanloop.EvaluatorActivationDeactivationRequestSchema,
  EvaluatorAggregate: humanloop.EvaluatorAggregateSchema,
  EvaluatorLogResponse: humanloop.EvaluatorLogSchema,
  EvaluatorResponse: humanloop.EvaluatorSchema,
  FileEnvironmentResponse: humanloop.FileEnvironmentSchema,
  FlowLogResponse: humanloop.FlowLogSchema,
  FlowResponse: humanloop.FlowSchema,
  HttpValidationError: humanloop.HttpValidationErrorSchema,
  InputResponse: humanloop.InputSchema,
  LinkedToolResponse: humanloop.LinkedToolSchema,
  ListPrompts: humanloop.ListPromptsSchema,
  MonitoringEvaluatorResponse: humanloop.MonitoringEvaluatorSchema,
  PaginatedDataPromptResponse: humanloop.PaginatedDataPromptResponseSchema,
  PopulateTemplateResponse: humanloop.PopulateTemplateResponseSchema,
  PromptCallLogResponse: humanloop.PromptCallLogResponseSchema,
  PromptCallResponse: humanloop.PromptCallResponseSchema,
  PromptCallStreamResponse: humanloop.PromptCallStreamResponseSchema,
  PromptKernelRequest: humanloop.PromptKernelRequestSchema,
  PromptLogRequest: humanloop.PromptLogRequestSchema,
  PromptLogResponse: humanloop.PromptLogSchema,
  PromptLogUpdateRequest: humanloop.PromptLogUpdateRequestSchema,
  PromptRequest: humanloop.PromptRequestSchema,
  PromptResponse: humanloop.PromptSchema,
  PromptsCallRequest: humanloop.PromptsCallRequestSchema,
  ProviderApiKeys: humanloop.ProviderApiKeysSchema,
  ToolFunction: humanloop.ToolFunctionSchema,
  ToolLogResponse: humanloop.ToolLogSchema,
  ToolResponse: humanloop.ToolSchema,
  UpdatePromptRequest: humanloop.UpdateFileRequestSchema,
  UpdateVersionRequest: humanloop.UpdateVersionRequestSchema,
  ValidationError: humanloop.ValidationErrorSchema,
}

interface Node {
  type: string
  pipe?: Node[]
  entries?: Record<string, Node>
  wrapped?: Node
  options?: unknown[]
}

type Field = 'required' | 'required, nullable' | 'optional' | 'optional, nullable'

function entriesOf({ entries, pipe }: Node): Record<string, Node> {
  return entries ?? pipe?.at(-1)?.entries ?? {}
}

function fieldsOfSchema(schema: Node): Record<string, Field> {
  return mapFields(entriesOf(schema), (entry) => {
    if (entry.type !== 'exact_optional') return entry.type === 'nullable' ? 'required, nullable' : 'required'
    return entry.wrapped?.type === 'nullable' || entry.wrapped?.type === 'unknown' ? 'optional, nullable' : 'optional'
  })
}

function fieldsOfReference({ properties = {}, required = [] }: ReferenceSchema): Record<string, Field> {
  return mapFields(properties, (property, name) => {
    const presence = required.includes(name) ? 'required' : 'optional'
    return isNullable(property) ? `${presence}, nullable` : presence
  })
}

function mapFields<Value>(fields: Record<string, Value>, describeField: (value: Value, name: string) => Field) {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, describeField(value, name)]))
}

function isNullable({ type, anyOf = [] }: ReferenceSchema): boolean {
  return (Array.isArray(type) && type.includes('null')) || anyOf.some((option) => option.type === 'null')
}

function wordsOfReference(schema: ReferenceSchema): unknown[] {
  const name = schema.$ref?.split('/').at(-1)
  if (name) return wordsOfReference(components.schemas[name] ?? {})
  return schema.enum ?? schema.anyOf?.flatMap(wordsOfReference) ?? []
}

function wordsOfSchema(schema: Node): unknown[] | undefined {
  if (schema.type === 'picklist') return schema.options
  return schema.wrapped ? wordsOfSchema(schema.wrapped) : undefined
}

function keyOf(method: string, path: string) {
  return `${method.toUpperCase()} ${path}`
}

function byKey(routes: { key: string; names: unknown[] }[]) {
  return new Map(routes.map(({ key, names }) => [key, new Set(names)]))
}

const operations = Object.entries(paths)
  .filter(([path]) => path.startsWith('/prompts'))
  .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ key: keyOf(method, path), operation })))

describe.skipIf(reference === undefined)('the reference of the Humanloop API', () => {
  it.each(Object.entries(schemaOf))('names the same fields of %s', (name, schema) => {
    expect(fieldsOfSchema(schema as Node)).toEqual(fieldsOfReference(components.schemas[name] ?? {}))
  })

  it.each(Object.entries(schemaOf))('names the same words in %s, where they are closed', (name, schema) => {
    for (const [field, entry] of Object.entries(entriesOf(schema as Node))) {
      const words = wordsOfSchema(entry)
      if (words) expect({ field, words: new Set(words) }).toEqual({
        field,
        words: new Set(wordsOfReference(components.schemas[name]?.properties?.[field] ?? {})),
      })
    }
  })

  it('has eighteen operations on prompts', () => {
    expect(operations).toHaveLength(18)
  })

  it('gives JSON on the routes that have a response schema', () => {
    const json = operations.filter(({ operation }) => operation.responses['200']?.content?.['application/json']).map(({ key }) => key)
    const described = Object.keys(humanloop.responses).filter((key) => key.includes('/prompts') && !key.endsWith('#stream'))
    expect(new Set(described)).toEqual(new Set(json))
  })

  it('streams on the routes that have an event schema', () => {
    const streams = operations.filter(({ operation }) => operation.responses['200']?.content?.['text/event-stream']).map(({ key }) => `${key}#stream`)
    expect(Object.keys(humanloop.responses).filter((key) => key.endsWith('#stream'))).toEqual(streams)
  })

  it('takes a body on the routes that have a request schema', () => {
    const bodies = operations.filter(({ operation }) => operation.requestBody).map(({ key }) => key)
    expect(new Set(Object.keys(humanloop.requests))).toEqual(new Set(bodies))
  })

  it('takes the query parameters that the query schemas name', () => {
    const expected = operations
      .map(({ key, operation }) => ({ key, names: (operation.parameters ?? []).filter((parameter) => parameter.in === 'query').map(({ name }) => name) }))
      .filter(({ names }) => names.length > 0)
    const actual = Object.entries(humanloop.queries).map(([key, schema]) => ({ key, names: Object.keys(entriesOf(schema as unknown as Node)) }))
    expect(byKey(actual)).toEqual(byKey(expected))
  })
})
