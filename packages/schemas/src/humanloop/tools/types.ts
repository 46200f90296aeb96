import type { OpenEnum } from '../../open-enum.js'
import type { CallableFile } from '../files/types.js'
import type { LogBase } from '../logs/types.js'
import type { ChatMessage, FreeMap, ToolFunction } from '../shared/types.js'

/** What a Tool runs. Source: `FilesToolType`. */
export type FilesToolType = OpenEnum<'pinecone_search' | 'google' | 'mock' | 'snippet' | 'json_schema' | 'get_api_call' | 'python'>

/** A function that models can call, at one version. Source: `ToolResponse`. */
export interface Tool extends CallableFile {
  /** Marks the file as a Tool. */
  type?: 'tool' | null
  /** The function as it is offered to models. */
  function?: ToolFunction | null
  /** Code of the function. */
  source_code?: string | null
  /** Settings that stay the same from call to call. */
  setup_values?: FreeMap | null
  /** Free details that tell versions apart. */
  attributes?: FreeMap | null
  /** What the Tool runs. Default `json_schema`. */
  tool_type?: FilesToolType | null
  /** Signature of the function as text. */
  signature?: string | null
}

/** One run of a Tool. Source: `ToolLogResponse`. */
export interface ToolLog extends LogBase {
  /** The Tool and version that ran. */
  tool: Tool
  /** The result as a message. */
  output_message?: ChatMessage | null
}
