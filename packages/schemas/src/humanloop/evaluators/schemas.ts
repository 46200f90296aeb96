import * as v from 'valibot'
import { text } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { EvaluatorSchema } from '../files/schemas.js'
import { createdLog } from '../shared/log-entries.js'
import { paginatedData, versionList } from '../shared/schemas.js'
import type { CreateEvaluatorLogResponse, ListEvaluators, PaginatedDataEvaluatorResponse } from './types.js'

/** Checks all versions of an Evaluator. */
export const ListEvaluatorsSchema: Schema<ListEvaluators> = versionList(EvaluatorSchema)

/** Checks one page of Evaluators. */
export const PaginatedDataEvaluatorResponseSchema: Schema<PaginatedDataEvaluatorResponse> = paginatedData(EvaluatorSchema)

/** Checks what comes back from logging a judgment. */
export const CreateEvaluatorLogResponseSchema: Schema<CreateEvaluatorLogResponse> = v.looseObject({
  ...createdLog,
  parent_id: v.string(),
  session_id: text,
} satisfies Entries<CreateEvaluatorLogResponse>)
