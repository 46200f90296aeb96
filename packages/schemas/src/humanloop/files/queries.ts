import * as v from 'valibot'
import { request } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { flag, many, word } from '../../query-parameter.js'
import { order, pageEntries } from '../shared/queries.js'
import type { AnyFileListQuery, AnyFileQuery } from './types.js'

const fileQuery = { environment: word, include_raw_file_content: flag } satisfies Entries<AnyFileQuery>

/** Checks the query of one file of any kind. */
export const AnyFileQuerySchema: Schema<unknown, AnyFileQuery> = v.object(fileQuery)

/** Checks the query of a list of files of any kind. */
export const AnyFileListQuerySchema: Schema<unknown, AnyFileListQuery> = v.object({
  ...fileQuery,
  ...pageEntries,
  ...order,
  name: word,
  path: word,
  template: flag,
  type: many(request.word('prompt', 'tool', 'dataset', 'evaluator', 'flow', 'agent')),
} satisfies Entries<AnyFileListQuery>)
