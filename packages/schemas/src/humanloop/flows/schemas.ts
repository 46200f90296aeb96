import * as v from 'valibot'
import { text } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { FlowSchema } from '../files/schemas.js'
import { createdLog } from '../shared/log-entries.js'
import { paginatedData, versionList } from '../shared/schemas.js'
import type { CreateFlowLogResponse, ListFlows, PaginatedDataFlowResponse } from './types.js'

/** Checks all versions of a Flow. */
export const ListFlowsSchema: Schema<ListFlows> = versionList(FlowSchema)

/** Checks one page of Flows. */
export const PaginatedDataFlowResponseSchema: Schema<PaginatedDataFlowResponse> = paginatedData(FlowSchema)

/** Checks what comes back from logging a run. */
export const CreateFlowLogResponseSchema: Schema<CreateFlowLogResponse> = v.looseObject({
  ...createdLog,
  flow_id: v.string(),
  log_status: text,
} satisfies Entries<CreateFlowLogResponse>)
