import type { Kysely } from 'kysely'
import type { JudgmentRecord, JudgmentRecords } from '../repository.js'
import type { Database } from './database.js'
import { loadInChunks } from './in-chunks.js'

export function judgmentRecords(database: Kysely<Database>): JudgmentRecords {
  return {
    async listByRuns(runIds) {
      const judged = database.selectFrom('runLogs').innerJoin('logs', 'logs.parentId', 'runLogs.logId').select('runLogs.runId as subjectId')
      const judgments = judged.select(columns).orderBy('logs.createdAt').orderBy('logs.position').orderBy('runLogs.position')
      return (await loadInChunks(runIds, (chunk) => judgments.where('runLogs.runId', 'in', chunk).execute())).map(toJudgment)
    },
    async listByVersions(versionIds) {
      const judged = database.selectFrom('logs as judged').innerJoin('logs', 'logs.parentId', 'judged.id').select('judged.versionId as subjectId')
      const judgments = judged.select(columns).orderBy('logs.createdAt').orderBy('logs.position')
      return (await loadInChunks(versionIds, (chunk) => judgments.where('judged.versionId', 'in', chunk).execute())).map(toJudgment)
    },
  }
}

const columns = ['logs.versionId as evaluatorVersionId', 'logs.id as logId', 'logs.parentId', 'logs.judgment', 'logs.error'] as const

type Row = Omit<JudgmentRecord, 'parentId' | 'judgment' | 'error'> & { parentId: string | null; judgment: string | null; error: string | null }

function toJudgment({ parentId, judgment, error, ...row }: Row): JudgmentRecord {
  return { ...row, parentId: parentId ?? '', judgment: parsed(judgment), error: parsed(error) }
}

function parsed(json: string | null): unknown {
  return json === null ? undefined : JSON.parse(json)
}
