import { freeMap, nullish, request, text } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { traceRun } from '../logs/trace-run.js'
import { logContext, logOutcome, providerExchange } from '../shared/log-entries.js'
import { fileTarget, updateFileEntries, versionLabels } from '../shared/requests.js'
import type { FlowKernelRequest, FlowLogRequest, FlowRequest, UpdateFlowRequest } from './types.js'

const kernelEntries = { attributes: freeMap } satisfies Entries<FlowKernelRequest>

/** Checks what makes one version of a Flow differ from another. */
export const FlowKernelRequestSchema: Schema<FlowKernelRequest> = request.object(kernelEntries)

/** Checks the body that makes a Flow or a version. */
export const FlowRequestSchema: Schema<FlowRequest> = request.object({
  ...kernelEntries,
  ...fileTarget,
  ...versionLabels,
} satisfies Entries<FlowRequest>)

/** Checks the body of a Log of a run. */
export const FlowLogRequestSchema: Schema<FlowLogRequest> = request.object({
  ...fileTarget,
  ...traceRun(request),
  ...logOutcome(request),
  ...providerExchange,
  ...logContext(request),
  flow: nullish(FlowKernelRequestSchema),
  run_id: text,
} satisfies Entries<FlowLogRequest>)

/** Checks the body that moves a Flow. */
export const UpdateFlowRequestSchema: Schema<UpdateFlowRequest> = request.object({
  ...updateFileEntries,
  directory_id: text,
} satisfies Entries<UpdateFlowRequest>)
