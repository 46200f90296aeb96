import type { OpenEnum } from '../../open-enum.js'

/** How a list of files is sorted. Source: `FileSortBy`. */
export type FileSortBy = OpenEnum<'created_at' | 'updated_at' | 'name'>

/** Direction of a sorted list. Source: `SortOrder`. */
export type SortOrder = OpenEnum<'asc' | 'desc'>

/** Which page of a list is meant. */
export interface PageQuery {
  /** Page to begin with; the first is 1. Default 1. */
  page?: number
  /** Most items on a page. Default 10. */
  size?: number
}

/** Query of a list of files of one kind. */
export interface FileListQuery extends PageQuery {
  /** Only files whose name contains this text. */
  name?: string
  /** Only files whose maker's name or address contains this text. */
  user_filter?: string
  /** What to sort by. Default `created_at`. */
  sort_by?: FileSortBy
  /** Direction of the sort. Default `desc`. */
  order?: SortOrder
}

/** Query of a list of versions. */
export interface VersionListQuery {
  /** Whether versions carry `evaluator_aggregates`. Default `false`. */
  evaluator_aggregates?: boolean
}

/** Which version of a file is meant. Without either field: the version deployed to the default environment. */
export interface VersionSelector {
  /** Id of one version. */
  version_id?: string
  /** Name of the environment whose deployed version is meant. */
  environment?: string
}

/** Query that says which version to deploy. */
export interface DeploymentQuery {
  /** Id of the version to deploy. */
  version_id: string
}

/** Where a new Log belongs, next to `environment`, which chooses the version. */
export interface LogPlacement extends VersionSelector {
  /** Name of the environment that the Log belongs to: the body's own `environment`. */
  log_environment?: string | null
}

/** Params that name one thing. */
export interface IdParams {
  /** Id of the thing. */
  id: string
}

/** Params that name one version of a file. */
export interface VersionParams {
  /** Id of the file. */
  id: string
  /** Id of the version. */
  version_id: string
}

/** Params that name one environment of a file. */
export interface EnvironmentParams {
  /** Id of the file. */
  id: string
  /** Id of the environment. Its name does not do. */
  environment_id: string
}

/** Params that name one Log of a file. */
export interface FileLogParams {
  /** Id of the file. */
  id: string
  /** Id of the Log. */
  log_id: string
}
