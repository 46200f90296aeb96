import type { Dataset, FreeMap } from '@smarter-api/schemas/humanloop'
import type { VersionRecord } from '../../repository/repository.js'
import type { FileKind } from '../files/file-kind.js'

/** What a version of a Dataset holds besides its datapoints. */
export interface DatasetContent {
  /** Digest of the datapoints in their order. */
  digest: string
  count: number
  attributes: FreeMap
}

export const datasetKind: FileKind<Dataset> = {
  kind: 'dataset',
  collection: 'datasets',
  label: 'Dataset',
  fileIdPrefix: 'ds',
  versionIdPrefix: 'dsv',

  present: async (_records, shown) =>
    shown.map(({ version, base }) => {
      const { evaluators: _evaluators, evaluator_aggregates: _aggregates, total_logs_count: _total, version_logs_count: _logs, ...fields } = base
      const { count, attributes } = datasetContentOf(version)
      return { ...fields, type: 'dataset', datapoints_count: count, attributes }
    }),
}

export function datasetContentOf(version: VersionRecord): DatasetContent {
  return version.content as Record<string, unknown> & DatasetContent
}
