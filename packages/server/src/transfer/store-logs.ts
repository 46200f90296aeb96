import type { LogRecord, Records } from '../repository/repository.js'
import type { Findings, Place } from './findings.js'
import type { ImportState } from './import-state.js'
import { mergeLog } from './merge-log.js'
import { embeddedFile, readLog } from './read-log.js'
import type { FoundLog } from './read-log.js'
import { storeEmbedded } from './store-embedded.js'
import { reasonOf } from './unfit.js'

/** Where Logs go, and what is told of them. */
export interface LogStoring {
  records: Records
  findings: Findings
  /** Whether those that are there count, as they do where they stand by themselves. */
  counted: boolean
}

/** Writes Logs that are not there, and fills in what those that are there lack. Gives the ids of those that are here now. */
export async function storeLogs(state: ImportState, found: FoundLog[], { records, findings, counted }: LogStoring): Promise<Set<string>> {
  const logs = await readLogs(state, records, found, findings)
  const ids = logs.map(({ record }) => record.id)
  const present = new Map((await records.logs.listByIds([...new Set(ids)])).map((record) => [record.id, record]))
  const fresh = new Map<string, LogRecord>()
  for (const { record, place } of logs) {
    const known = fresh.get(record.id) ?? present.get(record.id)
    if (known === undefined) {
      fresh.set(record.id, record)
      findings.count('logs', 'added')
      continue
    }
    const { changes, conflicts } = mergeLog(known, record)
    if (conflicts.length > 0) findings.lost(place, `The Log ${record.id} is told otherwise here, and stays so: ${conflicts.join(', ')}.`)
    const isChanged = Object.keys(changes).length > 0
    if (fresh.has(record.id)) {
      fresh.set(record.id, { ...known, ...changes })
      if (counted) findings.count('logs', 'present')
    } else if (isChanged) {
      await records.logs.update(record.id, changes)
      present.set(record.id, { ...known, ...changes })
      findings.count('logs', 'completed')
    } else if (counted) findings.count('logs', 'present')
  }
  await records.logs.insertMany([...fresh.values()])
  await rememberMissing(state, records, logs)
  return new Set(ids)
}

async function readLogs(state: ImportState, records: Records, found: FoundLog[], findings: Findings): Promise<{ record: LogRecord; place: Place }[]> {
  const logs: { record: LogRecord; place: Place }[] = []
  for (const log of found) {
    try {
      const file = embeddedFile(log)
      if (!state.known.has(file.versionId) && !findings.versions.has(file.versionId)) await storeEmbedded(state, { records, findings, place: log.place }, file.kind, file.wire)
      findings.versions.add(file.versionId)
      logs.push({ record: readLog(log, file, state.samples.get(file.kind) ?? file.wire), place: log.place })
      state.samples.set(file.kind, state.samples.get(file.kind) ?? file.wire)
    } catch (error) {
      findings.lost(log.place, `${reasonOf(error)} (Log ${String(log.wire['id'])})`)
    }
  }
  return logs
}

/** Logs that are pointed to may come later: who is still missing is looked up in the end. */
async function rememberMissing(state: ImportState, { logs: stored }: Records, logs: { record: LogRecord; place: Place }[]): Promise<void> {
  const targets = new Map(logs.flatMap(({ record, place }) => [record.parentId, record.traceParentId].flatMap((id) => (id === null ? [] : [[id, place] as const]))))
  const found = new Set((await stored.listByIds([...targets.keys()])).map(({ id }) => id))
  for (const [id, place] of targets) if (!found.has(id)) state.missing.set(id, place)
}
