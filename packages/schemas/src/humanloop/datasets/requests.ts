import * as v from 'valibot'
import { formFile, map, nullish, request } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { fileTarget, versionLabels } from '../shared/requests.js'
import { datapointEntries } from './datapoint.js'
import type { CreateDatapointRequest, DatasetRequest, UploadDatasetCsvRequest } from './types.js'

/** Checks a test case to be added. */
export const CreateDatapointRequestSchema: Schema<CreateDatapointRequest> = request.object(datapointEntries(request))

/** Checks the body that makes a Dataset or a version. */
export const DatasetRequestSchema: Schema<DatasetRequest> = request.object({
  ...fileTarget,
  ...versionLabels,
  datapoints: v.array(CreateDatapointRequestSchema),
  action: nullish(request.word('set', 'add', 'remove')),
  attributes: map,
} satisfies Entries<DatasetRequest>)

/** Checks the fields of the form that brings a CSV file. */
export const UploadDatasetCsvRequestSchema: Schema<UploadDatasetCsvRequest> = request.object({
  file: formFile,
  version_name: v.exactOptional(v.string()),
  version_description: v.exactOptional(v.string()),
} satisfies Entries<UploadDatasetCsvRequest>)
