import { reversed } from '../reversed.js'
import type { Records, RunLogRecord } from '../repository/repository.js'
import type { Findings } from './findings.js'
import { storeDatapoints } from './import-datapoints.js'
import type { ImportState } from './import-state.js'
import { layout } from './layout.js'
import { listPages } from './list-pages.js'
import type { OwnPlaceFacts } from './own-facts.js'
import { readLines } from './read-lines.js'
import { logsInside } from './read-log.js'
import type { FoundLog } from './read-log.js'
import { safeMoment } from './safe-moment.js'
import { storeLogs } from './store-logs.js'
import { ownFacts, recordIn, recordsIn, textIn } from './wire.js'

/** Takes over which Logs the runs of an Evaluation hold, and those Logs that are nowhere else. */
export async function importPlaces(state: ImportState, folder: string): Promise<void> {
  for (const page of reversed(await listPages(state, `${folder}/${layout.logs}`))) {
    for await (const lines of state.source.readLines(page, { backwards: true })) {
      await state.write(async (records, findings) => {
        const found = readLines(lines, page, findings)
        const inside = found.flatMap((place) => logsOfPlace(place))
        const here = await storeLogs(state, inside, { records, findings, counted: false })
        const places = await storePlaces(records, found, here, findings)
        await storeForeignDatapoints(records, found, places, findings)
      })
    }
  }
}

function logsOfPlace({ wire, place }: FoundLog): FoundLog[] {
  const log = recordIn(wire, 'log')
  if (log === undefined) return []
  const parentId = textIn(log, 'id')
  const judgments: FoundLog[] = recordsIn(wire, 'evaluator_logs').map((judgment) => ({ wire: judgment, place, parentId }))
  return [{ wire: log, place }, ...judgments].flatMap((found) => [found].concat(Array.from(logsInside(found))))
}

async function storePlaces({ runs, runLogs }: Records, found: FoundLog[], here: ReadonlySet<string>, findings: Findings): Promise<RunLogRecord[]> {
  const wanted: RunLogRecord[] = []
  const known = new Map<string, boolean>()
  for (const { wire, place } of found) {
    const [runId, logId] = [textIn(wire, 'run_id') ?? '', textIn(recordIn(wire, 'log') ?? {}, 'id') ?? '']
    if (!known.has(runId)) known.set(runId, (await runs.find(runId)) !== undefined)
    if (known.get(runId) !== true) findings.lost(place, `The Log ${logId} is in the run "${runId}", which was not taken over.`)
    else if (!here.has(logId)) findings.lost(place, `The line has no Log that could be put into run ${runId}.`)
    else {
      const datapointId = textIn(recordIn(wire, 'datapoint') ?? {}, 'id') ?? null
      const addedAt = safeMoment(ownFacts<OwnPlaceFacts>(wire).addedAt) || safeMoment(recordIn(wire, 'log')?.['created_at'])
      wanted.push({ runId, logId, datapointId, addedAt })
    }
  }
  const present = new Set((await runLogs.listByLogs(wanted.map(({ logId }) => logId))).map(keyOf))
  const fresh = wanted.filter((place) => !present.has(keyOf(place)))
  await runLogs.add(fresh)
  findings.count('places', 'added', fresh.length)
  findings.count('places', 'present', wanted.length - fresh.length)
  return wanted
}

/** Datapoints of Datasets that are not in the export stand in these lines alone. */
async function storeForeignDatapoints(records: Records, found: FoundLog[], places: RunLogRecord[], findings: Findings): Promise<void> {
  const wanted = new Map(found.flatMap(({ wire, place }) => [recordIn(wire, 'datapoint') ?? []].flat().map((datapoint) => [textIn(datapoint, 'id') ?? '', { wire: datapoint, place }])))
  for (const { id } of await records.datapoints.listByIds([...wanted.keys()])) wanted.delete(id)
  for (const [id, datapoint] of wanted) {
    const run = await records.runs.find(places.find(({ datapointId }) => datapointId === id)?.runId ?? '')
    const version = await records.versions.find({ id: run?.datasetVersionId ?? '' })
    if (version === undefined) findings.lost(datapoint.place, `The datapoint ${id} is of a Dataset that nothing names.`)
    else await storeDatapoints(records, version.fileId, [datapoint], findings)
  }
}

function keyOf({ runId, logId }: RunLogRecord): string {
  return `${runId}\n${logId}`
}
