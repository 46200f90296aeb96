import { sorted } from '../sorted.js'
import { Findings } from './findings.js'
import type { ImportState } from './import-state.js'
import { layout } from './layout.js'
import type { OwnVersionFacts } from './own-facts.js'
import { parseValue } from './parse-record.js'
import { safeMoment } from './safe-moment.js'
import { isWire, ownFacts, textIn } from './wire.js'
import type { Wire } from './wire.js'

/** What the folder of a file tells of it, but for its lines. */
export interface FileFolder {
  /** Name of the folder. */
  id: string
  /** Path of the folder. */
  home: string
  kind: string | undefined
  /** The file as it was listed. */
  record: Wire | undefined
  versions: { wire: Wire; file: string; isDeleted: boolean }[]
  /** Written once all versions are; without them the versions themselves tell where they are deployed. */
  deployments: Wire[] | undefined
}

const expected = new Set<string>([
  layout.file, layout.done, layout.deployments, layout.versions, layout.datapoints, layout.logs, layout.evaluations, layout.deletedVersions, layout.environmentVariables,
])

type Reading = Pick<ImportState, 'source' | 'report'>

/** Reads the folder of a file. */
export async function readFolder(reading: Reading, id: string): Promise<FileFolder> {
  const home = `${layout.files}/${id}`
  const findings = new Findings()
  const names = new Set(await reading.source.list(home))
  if (!names.has(layout.done)) findings.note({ file: home }, 'The export of this file was not finished (there is no .done). What is there was taken.')
  for (const name of names) if (!expected.has(name)) findings.lost({ file: `${home}/${name}` }, 'It is no part of an export, and was not read.')
  const record = await readRecord(reading, `${home}/${layout.file}`, findings)
  const versions = [...(await readVersions(reading, home, false, findings)), ...(await readVersions(reading, home, true, findings))]
  if (record !== undefined && !versions.some(({ wire }) => wire['version_id'] === record['version_id'])) {
    versions.push({ wire: record, file: `${home}/${layout.file}`, isDeleted: false })
  }
  const deployments = await readRecords(reading, `${home}/${layout.deployments}`, findings)
  reading.report(findings)
  const kind = [record, ...versions.map(({ wire }) => wire)].flatMap((wire) => (wire && textIn(wire, 'type')) ?? [])[0]
  return { id, home, kind, record, versions, deployments }
}

/** Reads a file that is one record; a missing one is reported too. */
export async function readRecord({ source }: Reading, file: string, findings: Findings): Promise<Wire | undefined> {
  const value = await readValue(source, file, findings)
  if (value === undefined || isWire(value)) return value
  findings.lost({ file }, 'It is not a JSON object.')
  return undefined
}

/** Reads a file that is a list of records, if it is there. */
export async function readRecords({ source }: Reading, file: string, findings: Findings): Promise<Wire[] | undefined> {
  const text = await source.readText(file)
  if (text === undefined) return undefined
  const value = await readValue(source, file, findings)
  if (Array.isArray(value)) return value.filter(isWire)
  if (value !== undefined) findings.lost({ file }, 'It is not a JSON array.')
  return undefined
}

async function readValue(source: ImportState['source'], file: string, findings: Findings): Promise<unknown> {
  const text = await source.readText(file)
  if (typeof text === 'string') return parseValue(text, { file }, findings)
  if (text === null) findings.lost({ file }, 'It is no file in the folder, is too large or not UTF-8, or cannot be opened.')
  else findings.note({ file }, 'The export lacks it.')
  return undefined
}

async function readVersions(reading: Reading, home: string, isDeleted: boolean, findings: Findings): Promise<FileFolder['versions']> {
  const folder = `${home}/${isDeleted ? layout.deletedVersions : layout.versions}`
  const versions: FileFolder['versions'] = []
  for (const name of (await reading.source.list(folder)) ?? []) {
    const file = `${folder}/${name}`
    const wire = await readRecord(reading, file, findings)
    if (wire !== undefined) versions.push({ wire, file, isDeleted })
  }
  return sorted(versions, (one, other) => (keyOf(one.wire) < keyOf(other.wire) ? -1 : 1))
}

/** The oldest first, as they were made. */
function keyOf(wire: Wire): string {
  const { rank } = ownFacts<OwnVersionFacts>(wire)
  return `${safeMoment(wire['created_at'])} ${String(typeof rank === 'number' ? rank : 0).padStart(9, '0')} ${String(wire['version_id'])}`
}
