import type { MonitoredFile } from '../files/types.js'
import type { LogBase, LogStatus } from '../logs/types.js'
import type { ChatMessage, FreeMap } from '../shared/types.js'

/** A pipeline of several steps, at one version. Source: `FlowResponse`. */
export interface Flow extends MonitoredFile {
  /** Marks the file as a Flow. */
  type?: 'flow' | null
  /** JSON Schema of the file's content. */
  schema?: FreeMap | null
  /** Free details that tell versions apart. */
  attributes: FreeMap
}

/** One run of a Flow: the top of a trace. Source: `FlowLogResponse`. */
export interface FlowLog extends LogBase {
  /** The Flow and version that ran. */
  flow: Flow
  /** Messages that the run started with. */
  messages?: ChatMessage[] | null
  /** The result as a message. */
  output_message?: ChatMessage | null
  /** Whether the trace still takes children. */
  log_status?: LogStatus | null
}
