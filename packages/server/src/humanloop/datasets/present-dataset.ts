import type { Dataset } from '@smarter-api/schemas/humanloop'
import type { Records } from '../../repository/repository.js'
import type { FileVersion } from '../files/file-kind.js'
import { presentFile } from '../files/present-file.js'
import { presentDatapoint } from './datapoint-ids.js'
import { datasetContentOf, datasetKind } from './dataset-kind.js'

/** Puts a Dataset into its wire form, with its datapoints when they are asked for. */
export async function presentDataset(records: Records, target: FileVersion, includeDatapoints = false): Promise<Dataset> {
  return withDatapoints(records, target, await presentFile(records, datasetKind, target), includeDatapoints)
}

/** Adds the datapoints of a version to its wire form. */
export async function withDatapoints(records: Records, { version }: FileVersion, dataset: Dataset, include: boolean): Promise<Dataset> {
  if (!include) return dataset
  const { items } = await records.datapoints.list(version.id, { offset: 0, limit: datasetContentOf(version).count })
  return { ...dataset, datapoints: items.map(presentDatapoint) }
}
