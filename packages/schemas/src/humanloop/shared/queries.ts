import * as v from 'valibot'
import { queryFlag, request } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import type { DeploymentQuery, FileListQuery, PageQuery, VersionListQuery, VersionSelector } from './params.js'

// A parameter of a query is a text, or a list of texts where it was repeated.

const repeated = v.union([v.string(), v.array(v.string())])
const last = v.pipe(
  repeated,
  v.transform((value) => (typeof value === 'string' ? value : (value.at(-1) ?? ''))),
)
const all = v.pipe(
  repeated,
  v.transform((value) => (typeof value === 'string' ? [value] : value)),
)

/** A parameter with one value: of a repeated one the last counts. */
export function one<Value>(value: Schema<string, Value>) {
  return v.exactOptional(v.pipe(last, value))
}

/** A parameter that may be repeated. */
export function many<Value>(value: Schema<string, Value>) {
  return v.exactOptional(v.pipe(all, v.array(value)))
}

export const word = one(v.string())
export const words = many(v.string())
export const flag = one(queryFlag)

function count(min: number): Schema<string, number> {
  return v.pipe(v.string(), v.digits('Expected a whole number'), v.transform(Number), v.safeInteger(), v.minValue(min))
}

export const wholeNumber = one(count(0))

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
