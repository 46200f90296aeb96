import { type ApiPromise, byNumber, type HumanloopClient, type PagePromise, paginate, request, type RequestOptions, upload, type Uploadable } from '@smarter-api/core'
import type {
  Datapoint,
  Dataset,
  DeleteDatasetParams,
  DeleteDatasetVersionParams,
  FileEnvironment,
  GetDatasetParams,
  ListDatasetDatapointsParams,
  ListDatasetEnvironmentsParams,
  ListDatasets,
  ListDatasetsParams,
  ListDatasetVersionsParams,
  MoveDatasetParams,
  RemoveDatasetDeploymentParams,
  SetDatasetDeploymentParams,
  UpdateDatasetVersionParams,
  UploadDatasetCsvParams,
  UpsertDatasetParams,
} from '@smarter-api/schemas/humanloop'

/**
 * Lists Datasets, newest first unless told otherwise.
 *
 * @param params Filters, order, the page to begin with (1) and the number of items on a page (10).
 * @returns The first page when awaited; every Dataset of every page when iterated over. None carries its datapoints.
 * @throws UnprocessableEntityError When a filter or number is unusable.
 * @see GET /datasets
 */
export function list(client: HumanloopClient, params?: ListDatasetsParams, options?: RequestOptions): PagePromise<Dataset> {
  return paginate(client, 'GET /datasets{?page,size,name,user_filter,sort_by,order}', byNumber, params, options)
}

/**
 * Makes a Dataset, or a new version of one. A version with the same datapoints is not made twice: the existing one comes back.
 *
 * @param params `path` or `id` names the Dataset. With `action` `set`, the default, `datapoints` are all there is; `add` and `remove` start
 *   from the version that `version_id` or `environment` chooses, else from the latest. Equal datapoints are kept once, unless their inputs
 *   differ in `_dedupe_id`.
 * @returns The Dataset, with its datapoints where `include_datapoints` asks for them.
 * @throws ConflictError When `version_name` is taken by another version of the Dataset.
 * @throws NotFoundError When there is no such Dataset or version.
 * @throws UnprocessableEntityError When a field is missing or unusable.
 * @see POST /datasets
 */
export function upsert(client: HumanloopClient, params: UpsertDatasetParams, options?: RequestOptions): ApiPromise<Dataset> {
  return request(client, 'POST /datasets{?version_id,environment,include_datapoints}', params, options)
}

/**
 * Gives a Dataset at one version: without `version_id` and `environment`, the one deployed to the default environment.
 *
 * @param params `id` of the Dataset, and `version_id` or the name of an `environment`. `include_datapoints: true` adds all datapoints; see
 *   `listDatapoints` for many.
 * @throws NotFoundError When there is no such Dataset, version or deployment.
 * @see GET /datasets/{id}
 */
export function get(client: HumanloopClient, params: GetDatasetParams, options?: RequestOptions): ApiPromise<Dataset> {
  return request(client, 'GET /datasets/{id}{?version_id,environment,include_datapoints}', params, options)
}

/**
 * Deletes a Dataset with all its versions.
 *
 * @param params `id` of the Dataset.
 * @throws NotFoundError When there is no such Dataset.
 * @see DELETE /datasets/{id}
 */
function remove(client: HumanloopClient, params: DeleteDatasetParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /datasets/{id}', params, options)
}

// Editors show the comment above for the standalone function, and for the facade only one that stands at the exported name.
export {
  /**
   * Deletes a Dataset with all its versions.
   *
   * @param params `id` of the Dataset.
   * @throws NotFoundError When there is no such Dataset.
   * @see DELETE /datasets/{id}
   */
  remove as delete,
}

/**
 * Moves a Dataset to another path, or renames it. Its id and versions stay.
 *
 * @param params `id` of the Dataset, and the new `path` or `name`.
 * @throws ConflictError When another file has the path.
 * @throws NotFoundError When there is no such Dataset.
 * @see PATCH /datasets/{id}
 */
export function move(client: HumanloopClient, params: MoveDatasetParams, options?: RequestOptions): ApiPromise<Dataset> {
  return request(client, 'PATCH /datasets/{id}', params, options)
}

/**
 * Lists the datapoints of a version of a Dataset.
 *
 * @param params `id` of the Dataset, `version_id` or the name of an `environment`, the page to begin with (1) and the number of datapoints
 *   on a page (50).
 * @returns The first page when awaited; every datapoint of every page when iterated over.
 * @throws NotFoundError When there is no such Dataset or version.
 * @throws UnprocessableEntityError When a number is unusable.
 * @see GET /datasets/{id}/datapoints
 */
export function listDatapoints(client: HumanloopClient, params: ListDatasetDatapointsParams, options?: RequestOptions): PagePromise<Datapoint> {
  return paginate(client, 'GET /datasets/{id}/datapoints{?version_id,environment,page,size}', byNumber, params, options)
}

/**
 * Lists all versions of a Dataset in one answer.
 *
 * @param params `id` of the Dataset; `include_datapoints` says which one version carries its datapoints, if any.
 * @throws NotFoundError When there is no such Dataset.
 * @see GET /datasets/{id}/versions
 */
export function listVersions(client: HumanloopClient, params: ListDatasetVersionsParams, options?: RequestOptions): ApiPromise<ListDatasets> {
  return request(client, 'GET /datasets/{id}/versions{?include_datapoints}', params, options)
}

/**
 * Deletes one version of a Dataset.
 *
 * @param params `id` of the Dataset and `version_id` of the version.
 * @throws BadRequestError When the version is deployed, or the only one.
 * @throws NotFoundError When there is no such Dataset or version.
 * @see DELETE /datasets/{id}/versions/{version_id}
 */
export function deleteDatasetVersion(client: HumanloopClient, params: DeleteDatasetVersionParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /datasets/{id}/versions/{version_id}', params, options)
}

/**
 * Names or describes a version of a Dataset. Its datapoints never change.
 *
 * @param params `id` of the Dataset, `version_id` of the version, and the new `name` or `description`; `null` takes one away.
 * @throws ConflictError When the name is taken by another version of the Dataset.
 * @throws NotFoundError When there is no such Dataset or version.
 * @see PATCH /datasets/{id}/versions/{version_id}
 */
export function updateDatasetVersion(client: HumanloopClient, params: UpdateDatasetVersionParams, options?: RequestOptions): ApiPromise<Dataset> {
  return request(client, 'PATCH /datasets/{id}/versions/{version_id}', params, options)
}

/**
 * Adds the rows of a CSV file as datapoints, which makes a new version of a Dataset.
 *
 * @param params `id` of the Dataset, and the CSV as `file`: a `File`, a `Blob`, bytes, a stream, `[name, content, type]`, or `fromPath('…')`
 *   of `@smarter-api/core/node`. Its columns are named after the inputs. `version_id` or `environment` chooses the version to add to, else
 *   the one deployed to the default environment; `version_name` and `version_description` label the new one.
 * @throws ConflictError When `version_name` is taken by another version of the Dataset.
 * @throws NotFoundError When there is no such Dataset or version.
 * @throws UnprocessableEntityError When the file cannot be read as CSV.
 * @see POST /datasets/{id}/datapoints/csv
 */
export function uploadCsv(client: HumanloopClient, params: UploadDatasetCsvParams<Uploadable>, options?: RequestOptions): ApiPromise<Dataset> {
  return upload(client, 'POST /datasets/{id}/datapoints/csv{?version_id,environment}', params, options)
}

/**
 * Deploys a version of a Dataset to an environment: runs that name the environment use its datapoints from then on.
 *
 * @param params `id` of the Dataset, `environment_id` (not its name; see `listEnvironments`) and `version_id`.
 * @throws NotFoundError When there is no such Dataset, version or environment.
 * @see POST /datasets/{id}/environments/{environment_id}
 */
export function setDeployment(client: HumanloopClient, params: SetDatasetDeploymentParams, options?: RequestOptions): ApiPromise<Dataset> {
  return request(client, 'POST /datasets/{id}/environments/{environment_id}{?version_id}', params, options)
}

/**
 * Takes the deployed version of a Dataset off an environment.
 *
 * @param params `id` of the Dataset and `environment_id` (not its name).
 * @throws NotFoundError When there is no such Dataset or environment.
 * @see DELETE /datasets/{id}/environments/{environment_id}
 */
export function removeDeployment(client: HumanloopClient, params: RemoveDatasetDeploymentParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /datasets/{id}/environments/{environment_id}', params, options)
}

/**
 * Lists the environments, each with the version of the Dataset that is deployed to it.
 *
 * @param params `id` of the Dataset.
 * @throws NotFoundError When there is no such Dataset.
 * @see GET /datasets/{id}/environments
 */
export function listEnvironments(client: HumanloopClient, params: ListDatasetEnvironmentsParams, options?: RequestOptions): ApiPromise<FileEnvironment[]> {
  return request(client, 'GET /datasets/{id}/environments', params, options)
}
