import * as v from 'valibot'
import { describe, expectTypeOf, it } from 'vitest'
import type {
  AgentCallResponse,
  AgentEventPayload,
  CallAgentParams,
  CallAgentStreamParams,
  CallPromptParams,
  CallPromptStreamParams,
  CallToolParams,
  EvaluatorStats,
  Log,
  LogAgentParams,
  LogEvaluatorParams,
  LogFlowParams,
  LogPromptParams,
  LogToolParams,
  NumericEvaluatorStats,
  Prompt,
  PromptSchema,
  requests,
  responses,
  ToolCall,
  UpdateFlowLogParams,
  UploadDatasetCsvParams,
} from './humanloop/index.js'
import type { Entries, OpenEnum } from './index.js'
import type { ChatbotManifest, LLMClientManifest, ManifestOf, SmarterManifest } from './smarter/index.js'

interface Sample {
  id: string
  note?: string | null
  count?: number
  parent: string | null
}

const id = v.string()
const note = v.exactOptional(v.nullable(v.string()))
const count = v.exactOptional(v.number())
const parent = v.nullable(v.string())

describe('Entries', () => {
  it('takes entries that say what the interface says', () => {
    expectTypeOf({ id, note, count, parent }).toExtend<Entries<Sample>>()
  })

  it('refuses a missing field', () => {
    expectTypeOf({ id, note, count }).not.toExtend<Entries<Sample>>()
  })

  it('refuses a field of another type', () => {
    expectTypeOf({ id: v.number(), note, count, parent }).not.toExtend<Entries<Sample>>()
  })

  it('refuses an extra field', () => {
    // @ts-expect-error `extra` is not in the interface
    void ({ id, note, count, parent, extra: id } satisfies Entries<Sample>)
  })

  it('refuses an optional field that must be there', () => {
    expectTypeOf({ id, note: v.nullable(v.string()), count, parent }).not.toExtend<Entries<Sample>>()
  })

  it('refuses a nullable field that may not be null', () => {
    expectTypeOf({ id, note: v.exactOptional(v.string()), count, parent }).not.toExtend<Entries<Sample>>()
    expectTypeOf({ id, note, count, parent: v.string() }).not.toExtend<Entries<Sample>>()
  })
})

describe('open enums', () => {
  it('take known words and any other string, and nothing else', () => {
    expectTypeOf<'chat'>().toExtend<OpenEnum<'chat'>>()
    expectTypeOf<string>().toExtend<OpenEnum<'chat'>>()
    expectTypeOf<number>().not.toExtend<OpenEnum<'chat'>>()
  })
})

describe('schemas and interfaces', () => {
  it('agree', () => {
    expectTypeOf<v.InferOutput<typeof PromptSchema>>().toEqualTypeOf<Prompt>()
    expectTypeOf<v.InferOutput<(typeof responses)['PATCH /prompts/{id}/log/{log_id}']>>().toEqualTypeOf<Log>()
    expectTypeOf<v.InferInput<(typeof requests)['POST /prompts/call']>>().toHaveProperty('environment')
  })
})

describe('params', () => {
  it('keep the log environment apart from the environment that chooses the version, in all ten that have both', () => {
    type Both =
      | CallPromptParams
      | CallPromptStreamParams
      | LogPromptParams
      | CallAgentParams
      | CallAgentStreamParams
      | LogAgentParams
      | CallToolParams
      | LogToolParams
      | LogFlowParams
      | LogEvaluatorParams
    type EnvironmentOf<Params> = Params extends { environment?: infer Environment } ? [Environment] : never
    type LogEnvironmentOf<Params> = Params extends { log_environment?: infer Environment } ? [Environment] : never
    expectTypeOf<EnvironmentOf<Both>>().toEqualTypeOf<[string]>()
    expectTypeOf<LogEnvironmentOf<Both>>().toEqualTypeOf<[string | null]>()
  })

  it('take null apart from absent', () => {
    expectTypeOf<{ log_id: string; output: null; error: null }>().toExtend<UpdateFlowLogParams>()
    expectTypeOf<UpdateFlowLogParams['output']>().toEqualTypeOf<string | null | undefined>()
  })

  it('take whatever a client can upload as a file', () => {
    expectTypeOf<UploadDatasetCsvParams<Blob>['file']>().toEqualTypeOf<Blob>()
    expectTypeOf<UploadDatasetCsvParams['file']>().toEqualTypeOf<unknown>()
    expectTypeOf<{ id: string }>().not.toExtend<UploadDatasetCsvParams>()
  })

  it('let only the streaming call ask for a stream', () => {
    expectTypeOf<{ id: string; stream: true }>().not.toExtend<CallPromptParams>()
    expectTypeOf<{ id: string; stream: true }>().toExtend<CallPromptStreamParams>()
    expectTypeOf<{ id: string; stream: true }>().not.toExtend<CallAgentParams>()
  })
})

describe('unions', () => {
  it('tell Logs apart by the file they carry', () => {
    expectTypeOf((log: Log) => ('prompt' in log ? log.prompt : undefined)).returns.toEqualTypeOf<Prompt | undefined>()
  })

  it('tell payloads of Agent events apart by their fields', () => {
    expectTypeOf((payload: AgentEventPayload) => ('function' in payload ? payload : undefined)).returns.toEqualTypeOf<ToolCall | undefined>()
    expectTypeOf((payload: AgentEventPayload) => ('evaluator_logs' in payload ? payload : undefined)).returns.toExtend<Log | undefined>()
    expectTypeOf((payload: AgentEventPayload) => ('previous_agent_message' in payload ? payload : undefined)).returns.toEqualTypeOf<AgentCallResponse | undefined>()
  })

  it('tell statistics of Evaluators apart by their fields', () => {
    expectTypeOf((stats: EvaluatorStats) => ('percentiles' in stats ? stats : undefined)).returns.toEqualTypeOf<NumericEvaluatorStats | undefined>()
  })

  it('share what all Logs have', () => {
    expectTypeOf<Log['output']>().toEqualTypeOf<string | null | undefined>()
  })

  it('tell manifests apart by kind', () => {
    expectTypeOf((manifest: SmarterManifest) => (manifest.kind === 'Chatbot' ? manifest : undefined)).returns.toEqualTypeOf<ChatbotManifest | undefined>()
    expectTypeOf<ManifestOf<'LLMClient'>>().toEqualTypeOf<LLMClientManifest>()
  })
})
