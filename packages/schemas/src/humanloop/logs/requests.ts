import { map, request, text } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { traceRun } from './trace-run.js'
import type { UpdateTraceRequest } from './types.js'

/** Checks the body that changes or completes a trace. */
export const UpdateTraceRequestSchema: Schema<UpdateTraceRequest> = request.object({
  ...traceRun(request),
  inputs: map,
  output: text,
  error: text,
} satisfies Entries<UpdateTraceRequest>)
