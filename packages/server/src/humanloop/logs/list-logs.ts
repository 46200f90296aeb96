import type { DeleteLogsQuery, LogListQuery, PaginatedDataLogResponse } from '@smarter-api/schemas/humanloop'
import { json, noContent } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import type { Exchange } from '../../http/route.js'
import { getAnyFile } from '../files/find-file.js'
import { toWindow } from '../page-window.js'
import { readTime, toSortable } from '../read-time.js'
import { notFound } from '../refusals.js'
import { presentLogs } from './present-log.js'
import { isTraced } from './trace-status.js'

/** `GET /logs` */
export async function listLogs({ query, services }: Exchange<undefined, LogListQuery>): Promise<Answer> {
  const { page, size, offset, limit } = toWindow(query)
  const { start_date: start, end_date: end, in_trace_filter: inTrace = [] } = query
  return services.repository.read(async (records) => {
    const file = await getAnyFile(records, { id: query.file_id })
    const { items, total } = await records.logs.list({
      fileId: file.id,
      versionId: query.version_id,
      ids: query.id,
      search: query.search,
      metadataSearch: query.metadata_search,
      from: start === undefined ? undefined : toSortable(readTime(start, 'query', 'start_date')),
      to: end === undefined ? undefined : toSortable(Date.parse(readTime(end, 'query', 'end_date')) - 1),
      inTrace: new Set(inTrace).size === 1 ? inTrace[0] : undefined,
      sample: query.sample,
      offset,
      limit,
    })
    const detail = { steps: query.include_trace_children === true && isTraced(file.kind), parents: query.include_parent === true }
    return json({ records: await presentLogs(records, items, detail), total, page, size } satisfies PaginatedDataLogResponse)
  })
}

/** `DELETE /logs` */
export async function deleteLogs({ query, commit }: Exchange<undefined, DeleteLogsQuery>): Promise<Answer> {
  return commit(async ({ logs }) => {
    const wanted = [...new Set(query.id)]
    const found = new Set((await logs.listByIds(wanted)).map(({ id }) => id))
    const missing = wanted.filter((id) => !found.has(id))
    if (missing.length > 0) throw notFound(`There is no Log with id ${missing.map((id) => `"${id}"`).join(', ')}. Nothing was deleted.`)
    await logs.remove(wanted)
    return noContent()
  })
}
