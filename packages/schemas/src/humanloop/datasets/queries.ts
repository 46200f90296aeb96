import * as v from 'valibot'
import { request } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { flag, one } from '../../query-parameter.js'
import { pageEntries, versionSelector } from '../shared/queries.js'
import type { DatapointListQuery, DatasetVersionListQuery, DatasetVersionQuery } from './types.js'

/** Checks the query that chooses a version and asks for its datapoints. */
export const DatasetVersionQuerySchema: Schema<unknown, DatasetVersionQuery> = v.object({
  ...versionSelector,
  include_datapoints: flag,
} satisfies Entries<DatasetVersionQuery>)

/** Checks the query of a list of datapoints. */
export const DatapointListQuerySchema: Schema<unknown, DatapointListQuery> = v.object({
  ...versionSelector,
  ...pageEntries,
} satisfies Entries<DatapointListQuery>)

/** Checks the query of a list of versions. */
export const DatasetVersionListQuerySchema: Schema<unknown, DatasetVersionListQuery> = v.object({
  include_datapoints: one(request.word('latest_committed', 'latest_saved')),
} satisfies Entries<DatasetVersionListQuery>)
