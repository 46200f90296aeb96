import { DatasetSchema, FileEnvironmentListSchema } from '../files/schemas.js'
import { DeploymentQuerySchema, FileListQuerySchema, VersionSelectorSchema } from '../shared/queries.js'
import { UpdateFileRequestSchema, UpdateVersionRequestSchema } from '../shared/requests.js'
import { DatapointListQuerySchema, DatasetVersionListQuerySchema, DatasetVersionQuerySchema } from './queries.js'
import { DatasetRequestSchema, UploadDatasetCsvRequestSchema } from './requests.js'
import { ListDatasetsSchema, PaginatedDatapointResponseSchema, PaginatedDatasetResponseSchema } from './schemas.js'

export const datasetResponses = {
  'GET /datasets': PaginatedDatasetResponseSchema,
  'POST /datasets': DatasetSchema,
  'GET /datasets/{id}': DatasetSchema,
  'PATCH /datasets/{id}': DatasetSchema,
  'GET /datasets/{id}/datapoints': PaginatedDatapointResponseSchema,
  'POST /datasets/{id}/datapoints/csv': DatasetSchema,
  'GET /datasets/{id}/environments': FileEnvironmentListSchema,
  'POST /datasets/{id}/environments/{environment_id}': DatasetSchema,
  'GET /datasets/{id}/versions': ListDatasetsSchema,
  'PATCH /datasets/{id}/versions/{version_id}': DatasetSchema,
}

export const datasetRequests = {
  'POST /datasets': DatasetRequestSchema,
  'PATCH /datasets/{id}': UpdateFileRequestSchema,
  'POST /datasets/{id}/datapoints/csv': UploadDatasetCsvRequestSchema,
  'PATCH /datasets/{id}/versions/{version_id}': UpdateVersionRequestSchema,
}

export const datasetQueries = {
  'GET /datasets': FileListQuerySchema,
  'POST /datasets': DatasetVersionQuerySchema,
  'GET /datasets/{id}': DatasetVersionQuerySchema,
  'GET /datasets/{id}/datapoints': DatapointListQuerySchema,
  'POST /datasets/{id}/datapoints/csv': VersionSelectorSchema,
  'POST /datasets/{id}/environments/{environment_id}': DeploymentQuerySchema,
  'GET /datasets/{id}/versions': DatasetVersionListQuerySchema,
}
