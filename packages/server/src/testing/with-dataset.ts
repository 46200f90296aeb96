import type { CreateDatapointRequest, Dataset, DatasetRequest } from '@smarter-api/schemas/humanloop'
import type { ServerOptions } from '../options.js'
import { connectHumanloop } from './connect.js'

/** A datapoint whose only input is this question. */
export function question(text: string, target?: CreateDatapointRequest['target']): CreateDatapointRequest {
  return { inputs: { question: text }, ...(target === undefined ? {} : { target }) }
}

/** The questions of a Dataset that was asked for with its datapoints. */
export function questionsOf({ datapoints }: Dataset): string[] {
  return (datapoints ?? []).map(({ inputs }) => inputs?.['question'] ?? '')
}

/** A server with a Dataset of two questions, its id, and a way to change it. */
export async function withDataset(options?: ServerOptions) {
  const connection = connectHumanloop(options)
  const upsert = (fields: Partial<DatasetRequest>, query = '') =>
    connection.ask('POST /datasets', {}, { path: 'tests/questions', datapoints: [], ...fields }, `?include_datapoints=true${query}`)
  const dataset = await upsert({ datapoints: [question('One?'), question('Two?')] })
  return { ...connection, dataset, id: dataset.id, upsert }
}
