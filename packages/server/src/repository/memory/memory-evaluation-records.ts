import type { EvaluationRecords, RunLogRecords, RunRecords } from '../repository.js'
import { cut, newestFirst, oldestFirst } from './memory-order.js'
import { compound } from './memory-tables.js'
import type { MemoryTables } from './memory-tables.js'

export function evaluationRecords(tables: MemoryTables): EvaluationRecords {
  const { evaluations } = tables
  return {
    find: async (by) => ('id' in by ? evaluations.find('id', by.id) : evaluations.find('name', compound(by.fileId, by.name))),
    async list({ fileId, ...page }) {
      const matching = fileId === undefined ? evaluations.all() : evaluations.group('fileId', fileId)
      return cut(newestFirst(matching, ({ createdAt }) => createdAt), page)
    },
    insert: async (evaluation) => evaluations.insert(evaluation),
    update: async (id, changes) => evaluations.update('id', id, changes),
    remove: async (id) => removeEvaluation(tables, id),
  }
}

export function runRecords(tables: MemoryTables): RunRecords {
  const { evaluations, runs, evaluationRuns } = tables
  return {
    find: async (id) => runs.find('id', id),
    async listByEvaluation(evaluationId) {
      const members = newestFirst(evaluationRuns.group('evaluationId', evaluationId), ({ addedAt }) => addedAt)
      return members.flatMap(({ runId, control, addedAt }) => {
        const run = runs.find('id', runId)
        return run === undefined ? [] : [{ ...run, control, addedAt }]
      })
    },
    async listEvaluations(runId) {
      const members = oldestFirst(evaluationRuns.group('runId', runId), ({ addedAt }) => addedAt)
      return evaluations.findAll('id', members.map(({ evaluationId }) => evaluationId))
    },
    count: async (evaluationIds) =>
      evaluationIds
        .map((evaluationId) => ({ evaluationId, runs: evaluationRuns.group('evaluationId', evaluationId).length }))
        .filter((counted) => counted.runs > 0),
    insert: async (run) => runs.insert(run),
    update: async (id, changes) => runs.update('id', id, changes),
    link: async (membership) => evaluationRuns.insert(membership),
    async setControl(evaluationId, runId) {
      for (const member of evaluationRuns.group('evaluationId', evaluationId)) {
        evaluationRuns.update('key', compound(evaluationId, member.runId), { control: member.runId === runId })
      }
    },
    async unlink(evaluationId, runId) {
      evaluationRuns.remove('key', compound(evaluationId, runId))
      removeUnlinkedRun(tables, runId)
    },
  }
}

export function runLogRecords({ runLogs, logs }: MemoryTables): RunLogRecords {
  return {
    async add(members) {
      for (const member of members) if (runLogs.find('key', compound(member.runId, member.logId)) === undefined) runLogs.insert(member)
    },
    list: async ({ runIds, ...page }) => cut(newestFirst(runLogs.groupsOf('runId', runIds), ({ addedAt }) => addedAt), page),
    listByLogs: async (logIds) => oldestFirst(runLogs.groupsOf('logId', logIds), ({ addedAt }) => addedAt),
    listByDatapoint: async (datapointId) => oldestFirst(runLogs.group('datapointId', datapointId), ({ addedAt }) => addedAt),
    async count(runIds) {
      const counts = runIds.map((runId) => {
        const members = runLogs.group('runId', runId)
        const incomplete = members.filter(({ logId }) => logs.find('id', logId)?.logStatus === 'incomplete').length
        return { runId, logs: members.length, incomplete, datapoints: new Set(members.flatMap(({ datapointId }) => datapointId ?? [])).size }
      })
      return counts.filter((count) => count.logs > 0)
    },
  }
}

export function removeEvaluation(tables: MemoryTables, id: string): void {
  const members = tables.evaluationRuns.group('evaluationId', id)
  tables.evaluationRuns.removeGroup('evaluationId', id)
  for (const { runId } of members) removeUnlinkedRun(tables, runId)
  tables.evaluations.remove('id', id)
}

function removeUnlinkedRun({ runs, evaluationRuns, runLogs, logs }: MemoryTables, id: string): void {
  if (evaluationRuns.group('runId', id).length > 0) return
  runLogs.removeGroup('runId', id)
  for (const log of logs.group('runId', id)) logs.update('id', log.id, { runId: null })
  runs.remove('id', id)
}
