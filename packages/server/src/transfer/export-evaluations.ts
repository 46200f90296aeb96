import { presentEvaluationLogs } from '../humanloop/evaluations/evaluation-logs.js'
import { readStats } from '../humanloop/evaluations/evaluation-stats.js'
import { presentEvaluation } from '../humanloop/evaluations/present-evaluation.js'
import { presentRuns } from '../humanloop/evaluations/present-run.js'
import type { EvaluationRecord, LinkedRunRecord, Records } from '../repository/repository.js'
import { sorted } from '../sorted.js'
import { recordFile, recordPages, withOwn } from './export-chunk.js'
import type { ExportChunk } from './export-chunk.js'
import { inOrder } from './export-logs.js'
import { layout } from './layout.js'
import type { OwnPlaceFacts, OwnRunFacts } from './own-facts.js'

const evaluationsAtOnce = 100
const placesAtOnce = 100

/** Which Evaluations are written, and where. */
export interface EvaluationExport {
  records: Records
  /** The same records, as the export shows them. */
  shown: Records
  home: string
  /** The file that is evaluated; `null` for Evaluations of none. */
  fileId: string | null
  logs: boolean
}

/** Writes Evaluations with their statistics, runs and Logs. */
export async function* exportEvaluations(wanted: EvaluationExport): AsyncGenerator<ExportChunk> {
  const { records, shown, home, logs } = wanted
  for await (const evaluation of evaluationsOf(wanted)) {
    const folder = `${home}/${layout.evaluations}/${evaluation.id}`
    const runs = await records.runs.listByEvaluation(evaluation.id)
    yield recordFile(`${folder}/${layout.evaluation}`, await presentEvaluation(shown, evaluation))
    yield recordFile(`${folder}/${layout.stats}`, await readStats(records, evaluation))
    yield { folder: `${folder}/${layout.runs}` }
    yield* exportRuns(wanted, evaluation, runs)
    if (logs) yield* recordPages(`${folder}/${layout.logs}`, placesOf(records, evaluation, runs))
  }
}

async function* evaluationsOf({ records: { evaluations }, fileId }: EvaluationExport): AsyncGenerator<EvaluationRecord> {
  for (let offset = 0; ; offset += evaluationsAtOnce) {
    const { items } = await evaluations.list({ fileId: fileId ?? undefined, offset, limit: evaluationsAtOnce })
    yield* items.filter((evaluation) => evaluation.fileId === fileId)
    if (items.length < evaluationsAtOnce) return
  }
}

/** Files are as the export shows them, and statuses as they are with all Logs. */
async function* exportRuns({ records, shown, home, logs }: EvaluationExport, evaluation: EvaluationRecord, runs: LinkedRunRecord[]): AsyncGenerator<ExportChunk> {
  const presented = await presentRuns({ ...records, logs: shown.logs }, evaluation, runs)
  for (const [index, run] of runs.entries()) {
    const record = presented[index]
    if (record === undefined) continue
    const facts: OwnRunFacts = {
      ...(logs && run.status !== record.status ? { status: run.status } : {}),
      ...(run.useExistingLogs ? { useExistingLogs: true } : {}),
      ...(run.updatedAt === run.createdAt ? {} : { updatedAt: run.updatedAt }),
    }
    yield recordFile(`${home}/${layout.evaluations}/${evaluation.id}/${layout.runs}/${run.id}`, withOwn(record, facts))
  }
}

/** Run by run, so that the order does not depend on when others were made. */
async function* placesOf(records: Records, evaluation: EvaluationRecord, runs: LinkedRunRecord[]): AsyncGenerator<object> {
  for (const { id } of sorted(runs, (one, other) => (one.id < other.id ? -1 : 1))) {
    for (let offset = 0; ; offset += placesAtOnce) {
      const { items } = await records.runLogs.list({ runIds: [id], offset, limit: placesAtOnce })
      const presented = await presentEvaluationLogs(records, evaluation, items)
      const added = new Map(items.map(({ logId, addedAt }) => [logId, addedAt]))
      yield* presented.map((place) => {
        const addedAt = added.get(place.log.id)
        const facts: OwnPlaceFacts = addedAt === undefined ? {} : { addedAt }
        const evaluator_logs = sorted(place.evaluator_logs, (one, other) => (one.id < other.id ? -1 : 1)).map(inOrder)
        return withOwn({ ...place, log: inOrder(place.log), evaluator_logs }, facts)
      })
      if (items.length < placesAtOnce) break
    }
  }
}
