import type { Datapoint, DatapointListQuery, Dataset, DatasetVersionListQuery, DatasetVersionQuery, PaginatedData, VersionList } from '@smarter-api/schemas/humanloop'
import { json } from '../../http/answer.js'
import type { Handler } from '../../http/route.js'
import { findChosen } from '../files/file-basics.js'
import { getFile } from '../files/find-file.js'
import { presentFiles } from '../files/present-file.js'
import { toWindow } from '../page-window.js'
import { presentDatapoint } from './datapoint-ids.js'
import { datasetKind } from './dataset-kind.js'
import { presentDataset, withDatapoints } from './present-dataset.js'

const datapointsOnPage = 50

/** `GET /datasets/{id}` */
export const getDataset: Handler<undefined, DatasetVersionQuery> = async (exchange) =>
  exchange.services.repository.read(async (records) =>
    json(await presentDataset(records, await findChosen(records, datasetKind, exchange), exchange.query.include_datapoints)),
  )

/** `GET /datasets/{id}/datapoints` */
export const listDatapoints: Handler<undefined, DatapointListQuery> = async (exchange) =>
  exchange.services.repository.read(async (records) => {
    const { version } = await findChosen(records, datasetKind, exchange)
    const { page, size, offset, limit } = toWindow({ size: datapointsOnPage, ...exchange.query })
    const { items, total } = await records.datapoints.list(version.id, { offset, limit })
    return json({ records: items.map(presentDatapoint), total, page, size } satisfies PaginatedData<Datapoint>)
  })

/** `GET /datasets/{id}/versions`. Every version is committed as it is saved, so both words for the last one mean the same. */
export const listDatasetVersions: Handler<undefined, DatasetVersionListQuery> = async ({ query, services, param }) =>
  services.repository.read(async (records) => {
    const file = await getFile(records, datasetKind, param('id'))
    const targets = (await records.versions.listByFile(file.id)).map((version) => ({ file, version }))
    const listed: Dataset[] = []
    for (const [index, dataset] of (await presentFiles(records, datasetKind, targets)).entries()) {
      const target = targets[index]
      const wanted = index === 0 && query.include_datapoints !== undefined
      listed.push(target === undefined ? dataset : await withDatapoints(records, target, dataset, wanted))
    }
    return json({ records: listed } satisfies VersionList<Dataset>)
  })
