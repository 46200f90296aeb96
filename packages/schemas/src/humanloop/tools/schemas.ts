import * as v from 'valibot'
import { text } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { ToolSchema } from '../files/schemas.js'
import { toolRunEntries } from '../logs/schemas.js'
import { createdLog } from '../shared/log-entries.js'
import { paginatedData, versionList } from '../shared/schemas.js'
import type { CreateToolLogResponse, FileEnvironmentVariableRequest, ListTools, PaginatedDataToolResponse, ToolCallResponse } from './types.js'

/** Checks all versions of a Tool. */
export const ListToolsSchema: Schema<ListTools> = versionList(ToolSchema)

/** Checks one page of Tools. */
export const PaginatedDataToolResponseSchema: Schema<PaginatedDataToolResponse> = paginatedData(ToolSchema)

/** Checks what comes back from running a Tool. */
export const ToolCallResponseSchema: Schema<ToolCallResponse> = v.looseObject(toolRunEntries)

/** Checks what comes back from logging a run. */
export const CreateToolLogResponseSchema: Schema<CreateToolLogResponse> = v.looseObject({
  ...createdLog,
  tool_id: v.string(),
  session_id: text,
} satisfies Entries<CreateToolLogResponse>)

/** Checks the variables of a Tool's environment. */
export const FileEnvironmentVariableListSchema: Schema<FileEnvironmentVariableRequest[]> = v.array(
  v.looseObject({ name: v.string(), value: v.string() } satisfies Entries<FileEnvironmentVariableRequest>),
)
