import { asObject, known } from './as-object.js'
import { memberOf, textIn, toStructure, treeIn } from './attribute-tree.js'
import type { AttributeTree } from './attribute-tree.js'
import { toOptionalNumber } from './declared-types.js'
import { readOldMessages, readParts } from './provider-messages.js'

/** What an instrumented call of a provider tells: the version of the Prompt, and the Log. */
export interface ProviderCall {
  kernel: Record<string, unknown>
  log: Record<string, unknown>
}

const providers: [RegExp, string][] = [
  [/azure/, 'openai_azure'],
  [/bedrock/, 'bedrock'],
  [/anthropic/, 'anthropic'],
  [/cohere/, 'cohere'],
  [/deepseek/, 'deepseek'],
  [/groq/, 'groq'],
  [/replicate/, 'replicate'],
  [/google|gemini|gcp|vertex/, 'google'],
]

/**
 * Reads the attributes that the instrumentations of providers set, in their newer form (`gen_ai.input.messages`) and their older one
 * (`gen_ai.prompt.0.content`). Source: the packages of `@traceloop` that humanloop 0.8.20 installs, and the semantic conventions of OpenTelemetry.
 */
export function readProviderCall(attributes: AttributeTree): ProviderCall {
  const ai = treeIn(attributes, 'gen_ai')
  const llm = treeIn(attributes, 'llm')
  const [request, usage] = [treeIn(ai, 'request'), treeIn(ai, 'usage')]
  const [answer] = [...readParts(ai, 'output'), ...readOldMessages(treeIn(ai, 'completion'))]
  const messages = [...readParts(ai, 'input'), ...readOldMessages(treeIn(ai, 'prompt'))]
  const operation = textIn(treeIn(ai, 'operation'), 'name') ?? textIn(treeIn(llm, 'request'), 'type')
  return {
    kernel: known({
      model: textIn(request, 'model') ?? textIn(treeIn(ai, 'response'), 'model'),
      provider: readProvider(textIn(treeIn(ai, 'provider'), 'name') ?? textIn(ai, 'system') ?? ''),
      endpoint: operation === 'text_completion' || operation === 'completion' ? 'complete' : undefined,
      temperature: toOptionalNumber(textIn(request, 'temperature')),
      top_p: toOptionalNumber(textIn(request, 'top_p')),
      max_tokens: toOptionalNumber(textIn(request, 'max_tokens')),
      frequency_penalty: toOptionalNumber(textIn(request, 'frequency_penalty') ?? textIn(llm, 'frequency_penalty')),
      presence_penalty: toOptionalNumber(textIn(request, 'presence_penalty') ?? textIn(llm, 'presence_penalty')),
      seed: toOptionalNumber(textIn(request, 'seed')),
      tools: readTools(attributes),
    }),
    log: known({
      messages: messages.length > 0 ? messages : undefined,
      output_message: answer,
      output: typeof answer?.content === 'string' ? answer.content : undefined,
      prompt_tokens: toOptionalNumber(textIn(usage, 'input_tokens') ?? textIn(usage, 'prompt_tokens')),
      output_tokens: toOptionalNumber(textIn(usage, 'output_tokens') ?? textIn(usage, 'completion_tokens')),
      reasoning_tokens: toOptionalNumber(textIn(usage, 'reasoning_tokens')),
      finish_reason: readReason(textIn(treeIn(ai, 'response'), 'finish_reasons') ?? textIn(treeIn(treeIn(ai, 'completion'), '0'), 'finish_reason')),
    }),
  }
}

function readProvider(name: string): string | undefined {
  return providers.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1]
}

/** Several reasons are one text, as the language of the client writes lists. */
function readReason(text: string | undefined): string | undefined {
  const reason = /[a-z_]+/.exec(text ?? '')?.[0]
  return reason === 'tool_call' ? 'tool_calls' : reason
}

function readTools(attributes: AttributeTree): unknown[] | undefined {
  const told = memberOf(treeIn(treeIn(attributes, 'gen_ai'), 'tool'), 'definitions') ?? memberOf(treeIn(treeIn(attributes, 'llm'), 'request'), 'functions')
  const tools = told === undefined ? undefined : toStructure(told)
  return Array.isArray(tools) ? tools.map(readTool) : undefined
}

function readTool(told: unknown): unknown {
  const { function: inner, ...outer } = asObject(told)
  const { name, description, strict, parameters } = inner === undefined ? outer : asObject(inner)
  const read = typeof parameters === 'string' ? toStructure(parameters) : parameters
  return known({ name, description: description ?? '', strict, parameters: read })
}
