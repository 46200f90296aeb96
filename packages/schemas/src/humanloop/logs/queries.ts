import * as v from 'valibot'
import { queryFlag, request } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { flag, many, one, wholeNumber, word, words } from '../../query-parameter.js'
import { pageEntries } from '../shared/queries.js'
import type { DeleteLogsQuery, LogListQuery } from './types.js'

/** Checks the query of a list of Logs. */
export const LogListQuerySchema: Schema<unknown, LogListQuery> = v.object({
  ...pageEntries,
  file_id: word.wrapped,
  version_id: word,
  id: words,
  search: word,
  metadata_search: word,
  start_date: one(request.dateTime),
  end_date: one(request.dateTime),
  include_parent: flag,
  in_trace_filter: many(queryFlag),
  sample: wholeNumber,
  include_trace_children: flag,
} satisfies Entries<LogListQuery>)

/** Checks the query that says which Logs to delete. */
export const DeleteLogsQuerySchema: Schema<unknown, DeleteLogsQuery> = v.object({ id: words.wrapped } satisfies Entries<DeleteLogsQuery>)
