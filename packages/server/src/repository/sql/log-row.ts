import type { Selectable } from 'kysely'
import type { LogRecord } from '../repository.js'
import type { Database } from './database.js'

/** The columns that a log is made of. The others are there to find it by. */
export const logColumns = [
  'id', 'kind', 'fileId', 'versionId', 'parentId', 'traceParentId', 'traceId', 'sourceDatapointId', 'runId', 'logStatus', 'createdAt', 'content',
] as const satisfies (keyof LogRecord)[]

type Row = Pick<Selectable<Database['logs']>, (typeof logColumns)[number]>

export function toLog({ content, ...log }: Row): LogRecord {
  return { ...log, content: JSON.parse(content) as Record<string, unknown> }
}
