import type { OpenEnum } from '../../open-enum.js'
import type { AnyFile, CallableFile } from '../files/types.js'
import type { ModelLog } from '../logs/types.js'
import type { FreeMap, ModelSettings, ToolFunction, User } from '../shared/types.js'

/** What an Agent does when its model calls a tool: `stop` hands control back, `continue` goes on. Source: `OnAgentCallEnum`. */
export type OnAgentCall = OpenEnum<'stop' | 'continue'>

/** Points at a file and how its version is chosen. Source: `LinkedFileRequest`. */
export interface LinkedFileRequest {
  /** Id of the file. */
  file_id: string
  /** Id of the environment whose deployed version is used. */
  environment_id?: string | null
  /** Id of the version that is used. */
  version_id?: string | null
}

/** A file that an Agent can call as a tool. Source: `AgentLinkedFileResponse`. */
export interface AgentLinkedFile {
  /** Marks the tool as a file. */
  type: 'file'
  /** Which file. */
  link: LinkedFileRequest
  /** What happens after the call. */
  on_agent_call?: OnAgentCall | null
  /** The file itself. */
  file?: AnyFile | null
}

/** A function written into an Agent. Source: `AgentInlineTool`. */
export interface AgentInlineTool {
  /** Marks the tool as written into the Agent. */
  type: 'inline'
  /** The function. */
  json_schema: ToolFunction
  /** What happens after the call. */
  on_agent_call?: OnAgentCall | null
}

/** A prompt that calls tools in a loop, at one version. Source: `AgentResponse`. */
export interface Agent extends CallableFile, ModelSettings {
  /** Marks the file as an Agent. */
  type?: 'agent' | null
  /** JSON Schema of the file's content. */
  schema?: FreeMap | null
  /** What the model can call. */
  tools: (AgentLinkedFile | AgentInlineTool)[]
  /** Free details that tell versions apart. */
  attributes?: FreeMap | null
  /** Most rounds of the loop. */
  max_iterations?: number | null
  /** Who committed the version. */
  committed_by?: User | null
  /** When the version was committed, ISO 8601. */
  committed_at?: string | null
  /** Whether the version counts as finished. */
  status: OpenEnum<'uncommitted' | 'committed' | 'deleted'>
  /** The `.agent` file of this version as text; present when asked for. */
  raw_file_content?: string | null
}

/** One run of an Agent. Source: `AgentLogResponse`. */
export interface AgentLog extends ModelLog {
  /** The Agent and version that ran. */
  agent: Agent
}
