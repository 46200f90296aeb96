import * as v from 'valibot'
import type { Entries, Schema } from '../../entries.js'
import { word, words } from '../../query-parameter.js'
import { pageEntries } from '../shared/queries.js'
import type { EvaluationListQuery, EvaluationLogsQuery } from './types.js'

/** Checks the query of a list of Evaluations. */
export const EvaluationListQuerySchema: Schema<unknown, EvaluationListQuery> = v.object({
  ...pageEntries,
  file_id: word.wrapped,
} satisfies Entries<EvaluationListQuery>)

/** Checks the query of the Logs of an Evaluation. */
export const EvaluationLogsQuerySchema: Schema<unknown, EvaluationLogsQuery> = v.object({
  ...pageEntries,
  run_id: words,
} satisfies Entries<EvaluationLogsQuery>)
