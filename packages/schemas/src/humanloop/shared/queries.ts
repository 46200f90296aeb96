import * as v from 'valibot'
import { request } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { count, flag, one, wholeNumber, word } from '../../query-parameter.js'
import type { DeploymentQuery, FileListQuery, PageQuery, VersionListQuery, VersionSelector } from './params.js'

export const pageEntries = { page: one(count(1)), size: wholeNumber } satisfies Entries<PageQuery>

export const order = {
  sort_by: one(request.word('created_at', 'updated_at', 'name')),
  order: one(request.word('asc', 'desc')),
} satisfies Entries<Pick<FileListQuery, 'sort_by' | 'order'>>

export const versionSelector = { version_id: word, environment: word } satisfies Entries<VersionSelector>

/** Checks the query of a list of files of one kind and gives its numbers. Parameters the platform does not know are left out. */
export const FileListQuerySchema: Schema<unknown, FileListQuery> = v.object({
  ...pageEntries,
  ...order,
  name: word,
  user_filter: word,
} satisfies Entries<FileListQuery>)

/** Checks the query that chooses a version. */
export const VersionSelectorSchema: Schema<unknown, VersionSelector> = v.object(versionSelector)

/** Checks the query of a list of versions. */
export const VersionListQuerySchema: Schema<unknown, VersionListQuery> = v.object({
  evaluator_aggregates: flag,
} satisfies Entries<VersionListQuery>)

/** Checks the query that says which version to deploy. */
export const DeploymentQuerySchema: Schema<unknown, DeploymentQuery> = v.object({ version_id: word.wrapped } satisfies Entries<DeploymentQuery>)
