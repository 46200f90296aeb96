import * as v from 'valibot'
import { queryFlag, request } from '../../direction.js'
import type { Schema } from '../../entries.js'
import type { VersionSelector } from '../shared/types.js'
import type { ListPromptsQuery, ListPromptVersionsQuery } from './types.js'

const word = v.exactOptional(v.string())

function count(): Schema<string, number> {
  return v.pipe(v.string(), v.digits('Expected a whole number'), v.transform(Number), v.safeInteger(), v.minValue(1))
}

/** Checks the query of a list of Prompts and gives its numbers. Parameters the platform does not know are left out. */
export const ListPromptsQuerySchema: Schema<unknown, ListPromptsQuery> = v.object({
  page: v.exactOptional(count()),
  size: v.exactOptional(count()),
  name: word,
  user_filter: word,
  sort_by: v.exactOptional(request.word('created_at', 'updated_at', 'name')),
  order: v.exactOptional(request.word('asc', 'desc')),
})

/** Checks the query that chooses a version. */
export const VersionSelectorSchema: Schema<unknown, VersionSelector> = v.object({ version_id: word, environment: word })

/** Checks the query of a list of versions. */
export const ListPromptVersionsQuerySchema: Schema<unknown, ListPromptVersionsQuery> = v.object({
  evaluator_aggregates: v.exactOptional(queryFlag),
})

/** Checks the query that says which version to deploy. */
export const SetPromptDeploymentQuerySchema: Schema<unknown, { version_id: string }> = v.object({ version_id: v.string() })
