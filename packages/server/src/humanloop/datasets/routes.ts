import { route } from '../../http/route.js'
import type { Route } from '../../http/route.js'
import { listFiles } from '../files/file-basics.js'
import { storageRoutes } from '../files/file-routes.js'
import { datasetKind } from './dataset-kind.js'
import { getDataset, listDatapoints, listDatasetVersions } from './read-dataset.js'
import { uploadCsv, upsertDataset } from './save-dataset.js'

export const datasetRoutes: Route[] = [
  route('GET /datasets', listFiles(datasetKind)),
  route('POST /datasets', upsertDataset, { body: 'json' }),
  route('GET /datasets/{id}', getDataset),
  route('GET /datasets/{id}/datapoints', listDatapoints),
  route('POST /datasets/{id}/datapoints/csv', uploadCsv, { body: 'form' }),
  route('GET /datasets/{id}/versions', listDatasetVersions),
  ...storageRoutes(datasetKind),
]
