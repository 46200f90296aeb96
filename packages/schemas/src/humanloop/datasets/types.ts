import type { OpenEnum } from '../../open-enum.js'
import type { FileBase } from '../files/types.js'
import type {
  DeploymentQuery,
  EnvironmentParams,
  FileListQuery,
  IdParams,
  PageQuery,
  VersionParams,
  VersionSelector,
} from '../shared/params.js'
import type { ChatMessage, FileTarget, FreeMap, PaginatedData, UpdateFileRequest, UpdateVersionRequest, VersionLabels, VersionList } from '../shared/types.js'

/** A test case to be added. The platform drops one that is there already. Source: `CreateDatapointRequest`. */
export interface CreateDatapointRequest {
  /** Values of the placeholders. Default `{}`. A value named `_dedupe_id` keeps a datapoint apart from an equal one. */
  inputs?: Record<string, string> | null
  /** Messages that the call starts with. */
  messages?: ChatMessage[] | null
  /** What a good answer looks like, for Evaluators to compare with. */
  target?: FreeMap | null
}

/** One test case. Source: `DatapointResponse`. */
export interface Datapoint extends CreateDatapointRequest {
  /** Id of the datapoint. */
  id: string
}

/** What is done with the datapoints of a request: they become all there is, or are added, or taken away. Source: `UpdateDatesetAction`. */
export type UpdateDatasetAction = OpenEnum<'set' | 'add' | 'remove'>

/** Makes a Dataset, or a version of one. Source: `DatasetRequest`. */
export interface DatasetRequest extends FileTarget, VersionLabels {
  /** The datapoints that `action` is about. */
  datapoints: CreateDatapointRequest[]
  /**
   * What is done with the datapoints. `add` and `remove` start from the version that the query chooses, or else from the latest.
   * Default `set`.
   */
  action?: UpdateDatasetAction | null
  /** Free details that tell versions apart. */
  attributes?: FreeMap | null
}

/** A set of test cases, at one version. Source: `DatasetResponse`. */
export interface Dataset extends FileBase {
  /** Marks the file as a Dataset. */
  type?: 'dataset' | null
  /** JSON Schema of the file's content. */
  schema?: FreeMap | null
  /** Datapoints in this version. */
  datapoints_count: number
  /** The datapoints; present when asked for. */
  datapoints?: Datapoint[] | null
  /** Free details that tell versions apart. */
  attributes?: FreeMap | null
}

/** All versions of a Dataset. Source: `ListDatasets`. */
export type ListDatasets = VersionList<Dataset>

/** One page of Datasets. Source: `PaginatedDatasetResponse`. */
export type PaginatedDatasetResponse = PaginatedData<Dataset>

/** One page of datapoints. Source: `PaginatedDatapointResponse`. */
export type PaginatedDatapointResponse = PaginatedData<Datapoint>

/** Moves or renames a Dataset. Source: `UpdateDatasetRequest`. */
export interface UpdateDatasetRequest extends UpdateFileRequest {}

/**
 * Form that adds datapoints from a CSV file: a column for each placeholder. Source: the form of `POST /datasets/{id}/datapoints/csv`.
 *
 * @typeParam File - What can be sent as a file; `Uploadable` of `@smarter-api/core` in the client.
 */
export interface UploadDatasetCsvRequest<File = unknown> {
  /** The CSV file. */
  file: File
  /** Name of the new version; unique within the Dataset. */
  version_name?: string
  /** What the new version changes. */
  version_description?: string
}

/** Query that asks for datapoints with a version. */
export interface DatasetVersionQuery extends VersionSelector {
  /** Whether the answer carries `datapoints`. Default `false`. */
  include_datapoints?: boolean
}

/** Query of a list of datapoints. */
export interface DatapointListQuery extends VersionSelector, PageQuery {
  /** Most items on a page. Default 50. */
  size?: number
}

/** Query of a list of versions. */
export interface DatasetVersionListQuery {
  /** Which version carries its `datapoints`: the one committed last, or the one saved last. Without it, none does. */
  include_datapoints?: OpenEnum<'latest_committed' | 'latest_saved'>
}

/** Params of `listDatasets`. */
export interface ListDatasetsParams extends FileListQuery {}

/** Params of `upsertDataset`. `version_id` and `environment` choose the version that `add` and `remove` start from. */
export interface UpsertDatasetParams extends DatasetRequest, DatasetVersionQuery {}

/** Params of `getDataset`. */
export interface GetDatasetParams extends IdParams, DatasetVersionQuery {}

/** Params of `deleteDataset`. */
export interface DeleteDatasetParams extends IdParams {}

/** Params of `moveDataset`. */
export interface MoveDatasetParams extends IdParams, UpdateDatasetRequest {}

/** Params of `listDatasetDatapoints`. */
export interface ListDatasetDatapointsParams extends IdParams, DatapointListQuery {}

/** Params of `listDatasetVersions`. */
export interface ListDatasetVersionsParams extends IdParams, DatasetVersionListQuery {}

/** Params of `deleteDatasetVersion`. */
export interface DeleteDatasetVersionParams extends VersionParams {}

/** Params of `updateDatasetVersion`. */
export interface UpdateDatasetVersionParams extends VersionParams, UpdateVersionRequest {}

/**
 * Params of `uploadDatasetCsv`. The datapoints are added to the version that `version_id` or `environment` chooses.
 *
 * @typeParam File - What can be sent as a file; `Uploadable` of `@smarter-api/core` in the client.
 */
export interface UploadDatasetCsvParams<File = unknown> extends IdParams, VersionSelector, UploadDatasetCsvRequest<File> {}

/** Params of `setDatasetDeployment`. */
export interface SetDatasetDeploymentParams extends EnvironmentParams, DeploymentQuery {}

/** Params of `removeDatasetDeployment`. */
export interface RemoveDatasetDeploymentParams extends EnvironmentParams {}

/** Params of `listDatasetEnvironments`. */
export interface ListDatasetEnvironmentsParams extends IdParams {}
