import { EvaluationRunSchema, EvaluationSchema, EvaluationStatsSchema } from '@smarter-api/schemas/humanloop'
import type { EvaluationRunRecord, EvaluationRecord, RunRecord } from '../repository/repository.js'
import { momentOf } from '../humanloop/kept-fields.js'
import { localUser } from '../humanloop/files/present-base.js'
import { sorted } from '../sorted.js'
import { Findings } from './findings.js'
import type { ImportState } from './import-state.js'
import { layout } from './layout.js'
import type { OwnRunFacts } from './own-facts.js'
import { readRecord } from './read-folder.js'
import { differences, fileName } from './read-version.js'
import { safeMoment } from './safe-moment.js'
import { storeEmbedded } from './store-embedded.js'
import { storeEvaluation, storeRun } from './store-evaluation.js'
import { checkShape, reasonOf } from './unfit.js'
import { isWire, ownFacts, recordIn, recordsIn, textIn } from './wire.js'
import type { Wire } from './wire.js'

const placedInEvaluation = new Set(['id', 'runs_count', 'evaluators', 'name', 'file_id', 'smarter'])
const placedInRun = new Set(['id', 'dataset', 'version', 'orchestrated', 'status', 'control', 'smarter'])
const expected = new Set<string>([layout.evaluation, layout.stats, layout.runs, layout.logs])

/** Takes over the Evaluations below a folder with their runs, and gives the folders of those that are here. */
export async function importEvaluations(state: ImportState, home: string, fileId: string | null): Promise<string[]> {
  const folders: string[] = []
  for (const id of (await state.source.list(`${home}/${layout.evaluations}`)) ?? []) {
    const folder = `${home}/${layout.evaluations}/${id}`
    if (await importEvaluation(state, folder, fileId)) folders.push(folder)
  }
  return folders
}

async function importEvaluation(state: ImportState, folder: string, fileId: string | null): Promise<boolean> {
  const findings = new Findings()
  const names = (await state.source.list(folder)) ?? []
  for (const name of names) if (!expected.has(name)) findings.lost({ file: `${folder}/${name}` }, 'It is no part of an export, and was not read.')
  const wire = await readRecord(state, `${folder}/${layout.evaluation}`, findings)
  const stats = names.includes(layout.stats) ? await readRecord(state, `${folder}/${layout.stats}`, findings) : undefined
  const runs = await readRuns(state, folder, stats, findings)
  state.report(findings)
  if (wire === undefined) return false
  return state.write(async (records, told) => {
    const place = { file: `${folder}/${layout.evaluation}` }
    const storing = { records, findings: told, place }
    try {
      checkShape(EvaluationSchema, wire, 'Evaluation')
      for (const { version } of recordsIn(wire, 'evaluators')) if (isWire(version)) await storeEmbedded(state, storing, 'evaluator', version)
      await storeEvaluation(storing, toEvaluation(wire, fitStats(stats, storing, folder), fileId))
    } catch (error) {
      told.lost(place, reasonOf(error))
      return false
    }
    for (const { wire: run, file } of runs) {
      const running = { records, findings: told, place: { file } }
      try {
        checkShape(EvaluationRunSchema, run, 'run')
        await storeLinkedFiles(state, running, run)
        await storeRun(running, ...toRun(run, fileName(wire, 'id')))
      } catch (error) {
        told.lost(running.place, reasonOf(error))
      }
    }
    return true
  })
}

/** Reads runs in the order they were added. Statistics list them newest first, which tells those apart that were added at once. */
async function readRuns(state: ImportState, folder: string, stats: Wire | undefined, findings: Findings): Promise<{ wire: Wire; file: string }[]> {
  const order = recordsIn(stats ?? {}, 'run_stats').map((run) => run['run_id'])
  const runs: { wire: Wire; file: string }[] = []
  for (const name of (await state.source.list(`${folder}/${layout.runs}`)) ?? []) {
    const file = `${folder}/${layout.runs}/${name}`
    const wire = await readRecord(state, file, findings)
    if (wire !== undefined) runs.push({ wire, file })
  }
  const key = ({ wire }: { wire: Wire }): string => `${safeMoment(wire['added_at'])} ${String(order.length - order.indexOf(wire['id'])).padStart(9, '0')}`
  return sorted(runs, (one, other) => (key(one) < key(other) ? -1 : 1))
}

async function storeLinkedFiles(state: ImportState, storing: Parameters<typeof storeEmbedded>[1], run: Wire): Promise<void> {
  const [version, dataset] = [recordIn(run, 'version'), recordIn(run, 'dataset')]
  if (version !== undefined) await storeEmbedded(state, storing, textIn(version, 'type') ?? '', version)
  if (dataset !== undefined) await storeEmbedded(state, storing, 'dataset', dataset)
}

function fitStats(stats: Wire | undefined, { findings }: { findings: Findings }, folder: string): Wire | undefined {
  if (stats === undefined) return undefined
  try {
    checkShape(EvaluationStatsSchema, stats, 'statistics')
    return recordsIn(stats, 'run_stats').some((run) => Number(run['num_logs']) > 0) ? stats : undefined
  } catch (error) {
    findings.lost({ file: `${folder}/${layout.stats}` }, reasonOf(error))
    return undefined
  }
}

function toEvaluation(wire: Wire, stats: Wire | undefined, fileId: string | null): EvaluationRecord {
  const [createdAt, updatedAt] = [momentOf(wire['created_at']), momentOf(wire['updated_at'])]
  const shown = { created_at: createdAt, updated_at: updatedAt, created_by: localUser, url: null }
  return {
    id: fileName(wire, 'id'),
    fileId: textIn(wire, 'file_id') ?? fileId,
    name: textIn(wire, 'name') ?? null,
    evaluators: recordsIn(wire, 'evaluators').map(({ version, orchestrated, added_at: addedAt }) => ({
      versionId: (isWire(version) ? textIn(version, 'version_id') : undefined) ?? '',
      orchestrated: orchestrated === true,
      addedAt: String(addedAt),
    })),
    createdAt,
    updatedAt,
    ...keptIn({ ...differences(wire, shown, placedInEvaluation), ...(stats === undefined ? {} : { stats }) }),
  }
}

function toRun(wire: Wire, evaluationId: string): [RunRecord, EvaluationRunRecord] {
  const own = ownFacts<OwnRunFacts>(wire)
  const [id, createdAt, addedAt] = [fileName(wire, 'id'), momentOf(wire['created_at']), momentOf(wire['added_at'])]
  const versionId = textIn(recordIn(wire, 'version') ?? {}, 'version_id') ?? null
  const datasetVersionId = textIn(recordIn(wire, 'dataset') ?? {}, 'version_id') ?? null
  const shown = { created_at: createdAt, added_at: addedAt, created_by: localUser }
  const run = {
    id,
    versionId,
    datasetVersionId,
    orchestrated: wire['orchestrated'] === true,
    useExistingLogs: own.useExistingLogs === true,
    status: typeof own.status === 'string' ? own.status : String(wire['status']),
    createdAt,
    updatedAt: safeMoment(own.updatedAt) || createdAt,
    ...keptIn(differences(wire, shown, placedInRun)),
  }
  return [run, { evaluationId, runId: id, control: wire['control'] === true, addedAt }]
}

function keptIn(kept: Record<string, unknown>): { kept?: Record<string, unknown> } {
  return Object.keys(kept).length === 0 ? {} : { kept }
}
