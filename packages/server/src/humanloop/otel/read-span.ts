import { FlowLogRequestSchema, PromptLogRequestSchema, ToolLogRequestSchema } from '@smarter-api/schemas/humanloop'
import type { LogContext, LogOutcome, LogStatus } from '@smarter-api/schemas/humanloop'
import type { GenericSchema } from 'valibot'
import { validate } from '../../http/validate.js'
import type { CallableKind } from '../files/file-kind.js'
import type { FileReference } from '../files/find-file.js'
import { flowKind } from '../flows/flow-kind.js'
import { promptKind } from '../prompts/prompt-kind.js'
import { toSortable } from '../read-time.js'
import { invalidField } from '../refusals.js'
import { toolKind } from '../tools/tool-kind.js'
import { known } from './as-object.js'
import { memberOf, readAttributes, textIn, toMap, toStructure, treeIn } from './attribute-tree.js'
import type { AttributeTree } from './attribute-tree.js'
import { readDeclared, readJsonSchema, toFlag, toOptionalNumber } from './declared-types.js'
import { readProviderCall } from './provider-call.js'
import type { Span } from './traces-data.js'

/** A request to log what a span tells. */
export type SpanBody = FileReference & LogContext & LogOutcome

/** What a span tells of one Log and its file, in the form of a request to log it. */
export interface SpanLog {
  kind: CallableKind
  body: SpanBody
  /** The Log that is there already: a Flow's decorator makes it before its function runs. */
  id: string | undefined
  runId: string | undefined
  status: LogStatus | undefined
}

interface SpanKind {
  kind: CallableKind
  schema: GenericSchema
  /** Whether its Logs have messages. */
  converses: boolean
  define(file: AttributeTree, attributes: AttributeTree): Record<string, unknown>
}

const spanKinds: Readonly<Record<string, SpanKind>> = {
  flow: {
    kind: flowKind,
    schema: FlowLogRequestSchema,
    converses: true,
    define: (file) => ({ attributes: mapIn(file, 'attributes') ?? {} }),
  },
  tool: { kind: toolKind, schema: ToolLogRequestSchema, converses: false, define: defineTool },
  prompt: { kind: promptKind, schema: PromptLogRequestSchema, converses: true, define: definePrompt },
}

const texts = 'output error stdout source user environment source_datapoint_id trace_parent_id'.split(' ')
const structures = ['messages', 'output_message']

/** Reads a span of the former SDKs' decorators; one without their attributes is somebody else's, and `undefined`. */
export function readSpan(span: Span): SpanLog | undefined {
  const attributes = readAttributes(span)
  const ours = treeIn(attributes, 'humanloop')
  const file = treeIn(ours, 'file')
  const type = textIn(file, 'type')
  if (file === undefined || type === undefined) return undefined
  const spanKind = Object.hasOwn(spanKinds, type) ? spanKinds[type] : undefined
  if (spanKind === undefined) {
    throw invalidField(['resourceSpans'], `The attribute humanloop.file.type of a span should be ${Object.keys(spanKinds).join(', ')}.`, 'enum')
  }
  const path = textIn(file, 'path')
  if (path === undefined) throw invalidField(['resourceSpans'], 'A span has humanloop.file.type, but no humanloop.file.path. Send both.', 'missing')
  const log = treeIn(ours, 'log') ?? {}
  const { kind, schema } = spanKind
  const body = { path, [kind.kind]: spanKind.define(file, attributes), ...readTimes(span), ...readLog(spanKind, attributes, log, file) }
  return {
    kind,
    body: validate(schema, body, 'body') as SpanBody,
    id: textIn(log, 'id'),
    runId: textIn(log, 'run_id'),
    status: textIn(log, 'log_status') === 'complete' ? 'complete' : undefined,
  }
}

function readTimes({ startTimeUnixNano: start, endTimeUnixNano: end }: Span): object {
  return known({
    start_time: typeof start === 'number' ? toSortable(start) : undefined,
    end_time: typeof end === 'number' ? toSortable(end) : undefined,
  })
}

/** What the decorator says of a Log counts more than what the call of a provider does. */
function readLog({ kind, converses }: SpanKind, attributes: AttributeTree, log: AttributeTree, file: AttributeTree): object {
  const parameters = treeIn(treeIn(file, 'function'), 'parameters')
  const inputs = memberOf(log, 'inputs')
  const told = [
    ...texts.map((name) => [name, asText(memberOf(log, name))]),
    ...(converses ? structures.map((name) => [name, structureIn(log, name)]) : []),
  ]
  return {
    ...(kind === promptKind ? readProviderCall(attributes).log : {}),
    ...known({ inputs: inputs === undefined ? undefined : typeof inputs === 'string' ? toMap(inputs) : readDeclared(inputs, parameters), metadata: mapIn(log, 'metadata') }),
    ...known(Object.fromEntries(told) as Record<string, unknown>),
  }
}

function asText(told: string | AttributeTree | undefined): string | undefined {
  return told === undefined || typeof told === 'string' ? told : JSON.stringify(toStructure(told))
}

function mapIn(tree: AttributeTree, name: string): unknown {
  const found = memberOf(tree, name)
  return found === undefined ? undefined : toMap(found)
}

function structureIn(tree: AttributeTree, name: string): unknown {
  const found = memberOf(tree, name)
  return found === undefined ? undefined : toStructure(found)
}

/** The names of the fields are those of the client in Python, or of the one in Node. */
function defineTool(file: AttributeTree): Record<string, unknown> {
  const described = treeIn(file, 'function')
  const parameters = memberOf(described, 'parameters')
  const strict = textIn(described, 'strict')
  return known({
    function: described && known({
      name: textIn(described, 'name'),
      description: textIn(described, 'description') ?? '',
      strict: strict === undefined ? undefined : toFlag(strict),
      parameters: parameters === undefined ? undefined : readJsonSchema(parameters),
    }),
    source_code: textIn(file, 'source_code') ?? textIn(file, 'sourceCode'),
    setup_values: mapIn(file, 'setup_values') ?? mapIn(file, 'setupValues'),
    attributes: mapIn(file, 'attributes'),
  })
}

const promptTexts = ['model', 'endpoint', 'provider', 'template_language']
const promptNumbers = ['temperature', 'top_p', 'max_tokens', 'presence_penalty', 'frequency_penalty', 'seed']

/** What the decorator says of the version counts more than what the call of the provider does. */
function definePrompt(file: AttributeTree, attributes: AttributeTree): Record<string, unknown> {
  return {
    ...readProviderCall(attributes).kernel,
    ...known(Object.fromEntries([
      ...promptTexts.map((name) => [name, textIn(file, name)]),
      ...promptNumbers.map((name) => [name, toOptionalNumber(textIn(file, name))]),
      ...['template', 'tools'].map((name) => [name, structureIn(file, name)]),
      ['attributes', mapIn(file, 'attributes')],
    ]) as Record<string, unknown>),
  }
}
