import type { Schema } from '../../entries.js'
import { DatapointSchema, DatasetSchema } from '../files/schemas.js'
import { paginatedData, versionList } from '../shared/schemas.js'
import type { ListDatasets, PaginatedDatapointResponse, PaginatedDatasetResponse } from './types.js'

/** Checks all versions of a Dataset. */
export const ListDatasetsSchema: Schema<ListDatasets> = versionList(DatasetSchema)

/** Checks one page of Datasets. */
export const PaginatedDatasetResponseSchema: Schema<PaginatedDatasetResponse> = paginatedData(DatasetSchema)

/** Checks one page of datapoints. */
export const PaginatedDatapointResponseSchema: Schema<PaginatedDatapointResponse> = paginatedData(DatapointSchema)
