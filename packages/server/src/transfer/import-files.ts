import type { FileEnvironmentVariableRequest } from '@smarter-api/schemas/humanloop'
import { sha256 } from '../digest.js'
import type { FileDetails, FileRecord, VersionRecord } from '../repository/repository.js'
import { Findings } from './findings.js'
import { importDatapoints } from './import-datapoints.js'
import { planDeployments, planMonitors } from './import-links.js'
import type { ImportState } from './import-state.js'
import { layout } from './layout.js'
import type { OwnFileFacts, OwnVersionFacts } from './own-facts.js'
import { parseValue } from './parse-record.js'
import type { FileFolder } from './read-folder.js'
import { fileSchemas, readFile } from './read-version.js'
import { safeMoment } from './safe-moment.js'
import { storeFile, storeVersion } from './store-file.js'
import { reasonOf, Unfit } from './unfit.js'
import { unkeptToolFields } from './version-content.js'
import { isWire, ownFacts, textIn } from './wire.js'
import type { Wire } from './wire.js'

/** Takes over one file: itself, its versions and their datapoints. Its deployments and monitors wait for those of all files. */
export async function importFile(state: ImportState, folder: FileFolder): Promise<void> {
  const { home, kind } = folder
  const place = { file: home }
  if (kind === undefined || fileSchemas[kind] === undefined) {
    state.refused.add(folder.id)
    const findings = new Findings()
    findings.lost(place, kind === undefined ? 'No record in the folder tells a kind; nothing in it was taken over.' : `Files of kind "${kind}" are not known; nothing in the folder was taken over.`)
    state.report(findings)
    return
  }
  const variables = await readVariables(state, home)
  await state.write(async (records, findings) => {
    try {
      const { file } = await firstFit(records, kind, folder)
      const times = timesOf(folder, file)
      await storeFile({ records, findings, place: { file: `${home}/${layout.file}` }, directoryIds: state.directoryIds }, withVariables({ ...file, ...times }, variables))
    } catch (error) {
      state.refused.add(folder.id)
      findings.lost(place, `${reasonOf(error)} Nothing in the folder was taken over.`)
    }
  })
  if (state.refused.has(folder.id)) return
  if (kind === 'dataset') for (const version of folder.versions) await importDatasetVersion(state, folder, version)
  else {
    await state.write(async (records, findings) => {
      for (const { wire, file, isDeleted } of folder.versions) {
        const stored = { records, findings, place: { file } }
        try {
          const { version } = await readFile(records, kind, ownedBy(folder, wire))
          await storeVersion(stored, isDeleted ? toDeleted(version, wire) : version)
          const unkept = kind === 'agent' ? unkeptToolFields(wire) : []
          if (unkept.length > 0) findings.lost(stored.place, `These fields are not kept: ${unkept.join(', ')}.`)
        } catch (error) {
          findings.lost(stored.place, reasonOf(error))
        }
      }
    })
  }
  planMonitors(state, folder)
  await planDeployments(state, folder)
}

async function importDatasetVersion(state: ImportState, folder: FileFolder, { wire, file, isDeleted }: FileFolder['versions'][number]): Promise<void> {
  const place = { file }
  const findings = new Findings()
  try {
    await state.read((records) => readFile(records, 'dataset', ownedBy(folder, wire)))
  } catch (error) {
    findings.lost(place, reasonOf(error))
    state.report(findings)
    return
  }
  const ids = await importDatapoints(state, folder, textIn(wire, 'version_id') ?? '')
  await state.write(async (records, told) => {
    const { version } = await readFile(records, 'dataset', wire, { digest: await sha256(ids.join('\n')), count: ids.length })
    if (wire['datapoints_count'] !== ids.length) told.note(place, `The record tells of datapoints (${String(wire['datapoints_count'])}) that the export does not have; it has ${ids.length}.`)
    const isNew = (await records.versions.find({ id: version.id })) === undefined
    await storeVersion({ records, findings: told, place }, isDeleted ? toDeleted(version, wire) : version)
    if (isNew) await records.datapoints.setMembers(version.id, ids)
  })
}

function ownedBy({ id }: FileFolder, wire: Wire): Wire {
  if (textIn(wire, 'id') === id) return wire
  throw new Unfit(`The record is of the file ${String(wire['id'])}, and lies in the folder of ${id}.`)
}

async function firstFit(records: Parameters<typeof readFile>[0], kind: string, folder: FileFolder): Promise<{ file: FileRecord }> {
  let failure: unknown = new Unfit('No record in the folder tells of a file.')
  for (const wire of [folder.record, ...folder.versions.map((version) => version.wire)]) {
    if (wire === undefined) continue
    try {
      return await readFile(records, kind, ownedBy(folder, wire))
    } catch (error) {
      failure = error
    }
  }
  throw failure
}

/** A file is as old as its oldest version. */
function timesOf({ record, versions }: FileFolder, file: FileRecord): Pick<FileRecord, 'createdAt' | 'updatedAt'> {
  const own = record === undefined ? {} : ownFacts<OwnFileFacts>(record)
  const made = versions.map(({ wire }) => safeMoment(wire['created_at'])).filter((time) => time !== '')
  const changed = versions.map(({ wire }) => safeMoment(wire['updated_at']))
  const earliest = made.reduce((first, time) => (time < first ? time : first), file.createdAt)
  const latest = changed.reduce((last, time) => (time > last ? time : last), file.updatedAt)
  return { createdAt: safeMoment(own.createdAt) || earliest, updatedAt: safeMoment(own.updatedAt) || latest }
}

function toDeleted(version: VersionRecord, wire: Wire): VersionRecord {
  const { deletedAt } = ownFacts<OwnVersionFacts>(wire)
  return { ...version, name: null, deletedAt: safeMoment(deletedAt) || version.updatedAt }
}

async function readVariables({ source, report }: ImportState, home: string): Promise<FileEnvironmentVariableRequest[] | undefined> {
  const file = `${home}/${layout.environmentVariables}`
  const text = await source.readText(file)
  if (text === undefined) return undefined
  const findings = new Findings()
  const value = text === null ? null : parseValue(text, { file }, findings)
  const isList = Array.isArray(value) && value.every((variable) => isWire(variable) && typeof variable['name'] === 'string' && typeof variable['value'] === 'string')
  if (!isList && value !== undefined) findings.lost({ file }, 'It is no list of variables with name and value.')
  report(findings)
  return isList ? (value as FileEnvironmentVariableRequest[]) : undefined
}

function withVariables(file: FileRecord, variables: FileDetails['environmentVariables'] | undefined): FileRecord {
  return variables === undefined ? file : { ...file, details: { ...file.details, environmentVariables: variables } }
}
