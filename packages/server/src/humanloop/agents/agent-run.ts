import type {
  AgentCallResponse,
  ChatMessage,
  FreeMap,
  LogStatus,
  ModelInput,
  ModelOutput,
  ProviderApiKeys,
  ProviderExchange,
  ToolCall,
  ToolChoice,
} from '@smarter-api/schemas/humanloop'
import type { FileVersion } from '../files/file-kind.js'
import type { LogEntry } from '../logs/insert-log.js'
import type { OfferedTool } from './agent-tools.js'

/** How often models may answer in one run. */
export const mostAnswers = 1000

/** A Log to be written below the Log of a run, and those below it. */
export interface Step {
  target: FileVersion
  entry: LogEntry & ModelInput & ModelOutput & ProviderExchange
  steps: Step[]
}

/** What the rounds of a run have cost. */
type Spent = Required<Pick<ModelOutput, 'prompt_tokens' | 'reasoning_tokens' | 'output_tokens' | 'prompt_cost' | 'output_cost' | 'provider_latency'>>

/** An Agent at work: what it was given, and what has come of it so far. */
export interface AgentRun {
  target: FileVersion
  logId: string
  startedAt: string
  inputs: FreeMap
  tools: OfferedTool[]
  /** How many Agents called each other to get here. */
  depth: number
  /** Answers of models that are left to it, and to the Prompts and Agents that it calls. */
  budget: { answers: number }
  /** How the first round may use tools; the others are free. */
  toolChoice: ToolChoice | null
  /** The caller's own keys of providers, which are not kept. */
  providerKeys: ProviderApiKeys | null
  /** All that was said after the template. */
  messages: ChatMessage[]
  /** Answers of the model since the last word of a user. */
  rounds: number
  spent: Spent
  /** The model that answered last; none yet where there is none. */
  answeredBy: string | undefined
  steps: Step[]
}

/** Begins a run; what is left out begins with nothing. */
export function startRun(given: Pick<AgentRun, 'target' | 'logId' | 'startedAt' | 'inputs' | 'messages' | 'tools'> & Partial<AgentRun>): AgentRun {
  const spent = { prompt_tokens: 0, reasoning_tokens: 0, output_tokens: 0, prompt_cost: 0, output_cost: 0, provider_latency: 0 }
  return { depth: 0, budget: { answers: mostAnswers }, toolChoice: null, providerKeys: null, rounds: 0, spent, answeredBy: undefined, steps: [], ...given }
}

/** How a run ended, or why it waits. */
export interface RunEnd {
  output: string | null
  output_message: ChatMessage | null
  error: string | null
  finish_reason: string | null
  log_status: LogStatus
}

export function failedEnd(error: string): RunEnd {
  return { output: null, output_message: null, error, finish_reason: null, log_status: 'complete' }
}

/** The tool requests of the last answer that have no result yet. */
export function openCalls(messages: ChatMessage[]): ToolCall[] {
  const last = messages.map(({ role }) => role).lastIndexOf('assistant')
  const answered = new Set(messages.slice(last + 1).map(({ tool_call_id: id }) => id))
  return (messages[last]?.tool_calls ?? []).filter(({ id }) => !answered.has(id))
}

type LogOfRun = ModelOutput & ModelInput & Pick<ProviderExchange, 'provider_response'> & Pick<AgentCallResponse, 'previous_agent_message'>

/** What a Log keeps of a run: also which model answered. A run that waits says for what. */
export function toLogOutcome({ messages, spent, answeredBy }: AgentRun, { log_status: status, ...end }: RunEnd): LogOfRun {
  const asks = status === 'incomplete' ? end.output_message : null
  const named = answeredBy === undefined ? {} : { provider_response: { model: answeredBy } }
  return { ...spent, ...end, ...named, messages, previous_agent_message: asks && { ...asks, tool_calls: openCalls(messages) } }
}
