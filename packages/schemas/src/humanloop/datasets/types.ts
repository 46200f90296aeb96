import type { FileBase } from '../files/types.js'
import type { ChatMessage, FreeMap } from '../shared/types.js'

/** One test case. Source: `DatapointResponse`. */
export interface Datapoint {
  /** Id of the datapoint. */
  id: string
  /** Values of the placeholders. Default `{}`. */
  inputs?: Record<string, string> | null
  /** Messages that the call starts with. */
  messages?: ChatMessage[] | null
  /** What a good answer looks like, for Evaluators to compare with. */
  target?: FreeMap | null
}

/** A set of test cases, at one version. Source: `DatasetResponse`. */
export interface Dataset extends FileBase {
  /** Marks the file as a Dataset. */
  type?: 'dataset' | null
  /** JSON Schema of the file's content. */
  schema?: FreeMap | null
  /** Datapoints in this version. */
  datapoints_count: number
  /** The datapoints; present when asked for. */
  datapoints?: Datapoint[] | null
  /** Free details that tell versions apart. */
  attributes?: FreeMap | null
}
