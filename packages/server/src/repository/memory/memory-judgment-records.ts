import type { JudgmentRecord, JudgmentRecords } from '../repository.js'
import { oldestFirst } from './memory-order.js'
import type { MemoryTables } from './memory-tables.js'

interface Judged {
  subjectId: string
  logId: string
}

export function judgmentRecords(tables: MemoryTables): JudgmentRecords {
  const { logs, runLogs } = tables
  return {
    listByRuns: async (runIds) => judgmentsOf(tables, runLogs.groupsOf('runId', runIds).map(({ runId, logId }) => ({ subjectId: runId, logId }))),
    listByVersions: async (versionIds) =>
      judgmentsOf(tables, logs.groupsOf('versionId', versionIds).map(({ id, versionId }) => ({ subjectId: versionId, logId: id }))),
  }
}

function judgmentsOf({ logs }: MemoryTables, judged: Judged[]): JudgmentRecord[] {
  const subjects = new Map<string, string[]>()
  for (const { subjectId, logId } of judged) subjects.set(logId, [...(subjects.get(logId) ?? []), subjectId])
  return oldestFirst(logs.groupsOf('parentId', [...subjects.keys()]), ({ createdAt }) => createdAt).flatMap(({ id, versionId, parentId, content }) => {
    const { judgment, error } = content
    return (subjects.get(parentId ?? '') ?? []).map((subjectId) => ({
      subjectId, evaluatorVersionId: versionId, logId: id, parentId: parentId ?? '', judgment, error,
    }))
  })
}
