import type { Humanloop } from '@smarter-api/sdk'
import { conversation } from './examples.js'
import { type Named, tellOfVersions } from './versioned-file.js'

const datapoints = [
  { inputs: { name: 'Sam' }, messages: conversation, target: { answer: 'Yes.', words: 1, flags: [true, false], nested: { deep: {} } } },
  { inputs: { name: 'Kim' } },
]
const csv = 'name,messages,answer\nAda,,Yes.\n"Kim, again",,No.\n'

/** What happens to Datasets, every operation included. */
export async function tellOfDatasets({ datasets }: Humanloop): Promise<void> {
  await tellOfVersions(datasets, {
    path: 'stories/datasets/orders',
    upsert: (version, labels) => datasets.upsert({ ...labels, datapoints, attributes: { version }, include_datapoints: true }),
    listVersions: (id) => datasets.listVersions({ id, include_datapoints: 'latest_saved' }),
    describeVersion: (version) => datasets.updateDatasetVersion(version),
    deleteVersion: (version) => datasets.deleteDatasetVersion(version),
    use: async (dataset) => {
      await change(dataset)
      await read(dataset)
    },
  })

  async function change({ id, version_id }: Named): Promise<void> {
    await datasets.upsert({ id, version_id, action: 'add', datapoints: [{ inputs: { name: 'Lee' } }], attributes: { grown: true } })
    await datasets.upsert({ id, environment: 'production', action: 'remove', datapoints: [{ inputs: { name: 'Kim' } }], attributes: { shrunk: true } })
    await datasets.uploadCsv({ id, version_id, file: new File([csv], 'orders.csv', { type: 'text/csv' }), version_name: 'from CSV', version_description: 'Uploaded.' })
    await datasets.uploadCsv({ id, environment: 'production', file: ['more.csv', new TextEncoder().encode(csv.replace('Ada', 'Bo')), 'text/csv'] })
  }

  async function read({ id, version_id }: Named): Promise<void> {
    await datasets.get({ id, version_id, include_datapoints: true })
    await datasets.listDatapoints({ id })
    await datasets.listDatapoints({ id, environment: 'production', page: 2, size: 1 })
  }
}
