import * as v from 'valibot'
import { nullish, request } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { logContext, logOrigin, logOutcome, providerExchange } from '../shared/log-entries.js'
import { fileTarget, versionLabels } from '../shared/requests.js'
import { toolDefinition, toolKernelEntries } from './tool-kernel.js'
import type {
  FileEnvironmentVariableRequest,
  ToolCallRequest,
  ToolKernelRequest,
  ToolLogRequest,
  ToolLogUpdateRequest,
  ToolRequest,
} from './types.js'

/** Checks what makes one version of a Tool differ from another. */
export const ToolKernelRequestSchema: Schema<ToolKernelRequest> = request.object(toolKernelEntries(request))

/** Checks the body that makes a Tool or a version. */
export const ToolRequestSchema: Schema<ToolRequest> = request.object({
  ...toolDefinition(request),
  ...fileTarget,
  ...versionLabels,
} satisfies Entries<ToolRequest>)

const callEntries = {
  ...fileTarget,
  ...logContext(request),
  tool: nullish(ToolKernelRequestSchema),
} satisfies Entries<ToolCallRequest>

/** Checks the body of a call. */
export const ToolCallRequestSchema: Schema<ToolCallRequest> = request.object(callEntries)

/** Checks the body of a Log of a run made elsewhere. */
export const ToolLogRequestSchema: Schema<ToolLogRequest> = request.object({
  ...callEntries,
  ...logOutcome(request),
  ...providerExchange,
} satisfies Entries<ToolLogRequest>)

/** Checks the body that changes a Log. */
export const ToolLogUpdateRequestSchema: Schema<ToolLogUpdateRequest> = request.object({
  ...logOutcome(request),
  ...providerExchange,
  ...logOrigin(request),
} satisfies Entries<ToolLogUpdateRequest>)

/** Checks the variables that are added to a Tool's environment. */
export const FileEnvironmentVariableRequestListSchema: Schema<FileEnvironmentVariableRequest[]> = v.array(
  request.object({ name: v.string(), value: v.string() } satisfies Entries<FileEnvironmentVariableRequest>),
)
