import type { CreateDatapointRequest, Datapoint } from '@smarter-api/schemas/humanloop'
import { canonicalJson, sha256 } from '../../digest.js'
import type { DatapointRecord } from '../../repository/repository.js'

/** Names datapoints of a Dataset by their contents, and drops those that are there twice. */
export async function toDatapointRecords(fileId: string, datapoints: CreateDatapointRequest[]): Promise<DatapointRecord[]> {
  const contents = new Map(datapoints.map(toDatapointContent).map((content) => [canonicalJson(content), content]))
  return Promise.all(
    Array.from(contents, async ([text, content]) => {
      const hash = await sha256(`${fileId}\n${text}`)
      return { id: `dp_${hash.slice(0, 24)}`, fileId, hash, content }
    }),
  )
}

export function presentDatapoint({ id, content }: DatapointRecord): Datapoint {
  return { id, ...content }
}

/** What a datapoint is known by: `null` says nothing. */
export function toDatapointContent({ inputs, messages, target }: CreateDatapointRequest): Record<string, unknown> {
  return { inputs: inputs ?? {}, ...(messages ? { messages } : {}), ...(target ? { target } : {}) }
}
