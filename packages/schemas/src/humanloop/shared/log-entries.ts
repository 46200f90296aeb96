import * as v from 'valibot'
import { type Direction, flag, map, nullish, number, text } from '../../direction.js'
import type { Entries } from '../../entries.js'
import { chatMessage, toolChoice } from './schemas.js'
import type { CreatedLog, LogContext, LogOrigin, LogOutcome, ModelInput, ModelOutput, ProviderExchange } from './types.js'

export function logOutcome(direction: Direction) {
  return {
    output: text,
    created_at: nullish(direction.dateTime),
    error: text,
    provider_latency: number,
    stdout: text,
  } satisfies Entries<LogOutcome>
}

export function modelOutput(direction: Direction) {
  const integer = nullish(direction.integer())
  return {
    ...logOutcome(direction),
    output_message: nullish(chatMessage(direction)),
    prompt_tokens: integer,
    reasoning_tokens: integer,
    output_tokens: integer,
    prompt_cost: number,
    output_cost: number,
    finish_reason: text,
  } satisfies Entries<ModelOutput>
}

export function modelInput(direction: Direction) {
  return {
    messages: nullish(v.array(chatMessage(direction))),
    tool_choice: nullish(toolChoice(direction)),
  } satisfies Entries<ModelInput>
}

export const providerExchange = { provider_request: map, provider_response: map } satisfies Entries<ProviderExchange>

export function logOrigin(direction: Direction) {
  const dateTime = nullish(direction.dateTime)
  return { inputs: map, source: text, metadata: map, start_time: dateTime, end_time: dateTime } satisfies Entries<LogOrigin>
}

export function logContext(direction: Direction) {
  return {
    ...logOrigin(direction),
    source_datapoint_id: text,
    trace_parent_id: text,
    user: text,
    environment: text,
    save: flag,
    log_id: text,
  } satisfies Entries<LogContext>
}

export const createdLog = { id: v.string(), version_id: v.string() } satisfies Entries<CreatedLog>
