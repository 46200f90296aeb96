import type { ChatMessage, FreeMap, ModelSettings, ToolCall } from '@smarter-api/schemas/humanloop'
import { Problem, Refusal } from '../../http/problem.js'
import type { Services } from '../../http/route.js'
import { ModelFailure } from '../../model/model.js'
import type { FileVersion } from '../files/file-kind.js'
import { inputsOf } from '../models/model-content.js'
import type { Step } from './agent-run.js'
import { messageArgument } from './agent-tools.js'

/** A call of a linked file whose arguments are read. */
export interface LinkedCall {
  target: FileVersion
  logId: string
  startedAt: string
  inputs: FreeMap
  messages: ChatMessage[]
}

/** What a tool answered, and the Log of its work. */
export interface ToolResult {
  text: string
  step?: Step
}

/** Reads the arguments that a model wrote; `undefined` when they are no JSON object. */
export function readArguments({ function: asked }: ToolCall): FreeMap | undefined {
  try {
    const value: unknown = JSON.parse(asked.arguments || '{}')
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as FreeMap) : undefined
  } catch {
    return undefined
  }
}

/** Splits arguments into values of placeholders and what is said to the linked file. */
export function toInputs({ version }: FileVersion, given: FreeMap): Pick<LinkedCall, 'inputs' | 'messages'> {
  const { [messageArgument]: said, ...inputs } = given
  const isInput = inputsOf(version.content as Record<string, unknown> & ModelSettings).some(({ name }) => name === messageArgument)
  if (isInput || said === undefined) return { inputs: given, messages: [] }
  return { inputs, messages: [{ role: 'user', content: typeof said === 'string' ? said : JSON.stringify(said) }] }
}

/** Makes a failure of a tool what it answers, and keeps it in its Log. */
export function failedResult({ target, logId: id, inputs, messages, startedAt }: LinkedCall, text: string, { now }: Pick<Services, 'now'>): ToolResult {
  return { text, step: { target, entry: { id, inputs, messages, error: text, start_time: startedAt, end_time: now() }, steps: [] } }
}

/** Words a failure of a tool for the model that asked for it. A failure of the server itself is none of the model's business. */
export function failureText(error: unknown): string {
  if (error instanceof Problem || error instanceof ModelFailure) return error.message
  if (error instanceof Refusal) return error.answer.body
  throw error
}
