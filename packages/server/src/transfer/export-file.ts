import { grouped } from '../grouped.js'
import { presentDatapoint } from '../humanloop/datasets/datapoint-ids.js'
import type { FileKind } from '../humanloop/files/file-kind.js'
import { kindNamed } from '../humanloop/files/file-kinds.js'
import { presentFile, presentFiles } from '../humanloop/files/present-file.js'
import { presentEnvironment } from '../humanloop/files/present-base.js'
import type { FileRecord, Records, VersionRecord } from '../repository/repository.js'
import { recordFile, recordPages, withOwn } from './export-chunk.js'
import type { ExportChunk } from './export-chunk.js'
import { layout, linesOnPage } from './layout.js'
import type { OwnDeploymentFacts, OwnFileFacts, OwnVersionFacts } from './own-facts.js'

const versionsAtOnce = 100

/** Which file is written, and where. */
export interface FileExport {
  records: Records
  home: string
  file: FileRecord
  secrets: boolean
}

/** Writes a file with its versions, deployments and datapoints. */
export async function* exportFile({ records, home, file, secrets }: FileExport): AsyncGenerator<ExportChunk> {
  const kind = kindNamed(file.kind)
  const versions = await records.versions.listByFile(file.id)
  const deleted = await records.versions.listDeleted(file.id)
  const shown = (await records.versions.listServed([file.id]))[0] ?? deleted[0]
  if (shown === undefined) return
  const { createdAt, updatedAt, details } = file
  const facts: OwnFileFacts = { createdAt, updatedAt, ...(details.monitors.length === 0 ? {} : { monitors: details.monitors }) }
  yield recordFile(`${home}/${layout.file}`, withOwn(await presentFile(records, kind, { file, version: shown }), facts))
  if (secrets && details.environmentVariables !== undefined) yield recordFile(`${home}/${layout.environmentVariables}`, details.environmentVariables)
  yield* exportVersions({ records, kind, file, folder: `${home}/${layout.versions}` }, versions)
  yield* exportVersions({ records, kind, file, folder: `${home}/${layout.deletedVersions}` }, deleted)
  if (versions.length > 0) yield recordFile(`${home}/${layout.deployments}`, await presentDeployments(records, file))
  if (file.kind !== 'dataset') return
  for (const { id } of [...versions, ...deleted]) yield* recordPages(`${home}/${layout.datapoints}/${id}`, datapointsOf(records, id))
}

interface VersionExport {
  records: Records
  kind: FileKind
  file: FileRecord
  folder: string
}

/** Writes versions, which come newest first. */
async function* exportVersions({ records, kind, file, folder }: VersionExport, versions: VersionRecord[]): AsyncGenerator<ExportChunk> {
  const moments = grouped(versions, ({ createdAt }) => createdAt)
  const rankOf = (version: VersionRecord): number | undefined => {
    const alike = moments.get(version.createdAt) ?? []
    return alike.length > 1 ? alike.length - alike.indexOf(version) : undefined
  }
  for (let start = 0; start < versions.length; start += versionsAtOnce) {
    const chunk = versions.slice(start, start + versionsAtOnce)
    const presented = await presentFiles(records, kind, chunk.map((version) => ({ file, version })))
    for (const [index, version] of chunk.entries()) {
      const facts = { deletedAt: version.deletedAt ?? undefined, rank: rankOf(version) } satisfies { [Name in keyof OwnVersionFacts]: unknown }
      yield recordFile(`${folder}/${version.id}`, withOwn(presented[index] ?? {}, facts))
    }
  }
}

/** In the order of the environments, whenever they were deployed to. */
async function presentDeployments({ deployments, environments }: Records, file: FileRecord): Promise<object[]> {
  const served = new Map((await deployments.list([file.id])).map((deployment) => [deployment.environmentId, deployment]))
  return (await environments.list()).flatMap((environment) => {
    const deployment = served.get(environment.id)
    if (deployment === undefined) return []
    const { id, name, tag } = presentEnvironment(environment)
    const facts: OwnDeploymentFacts = { createdAt: deployment.createdAt }
    return [withOwn({ version_id: deployment.versionId, environment_id: id, environment_name: name, environment_tag: tag }, facts)]
  })
}

async function* datapointsOf({ datapoints }: Records, versionId: string): AsyncGenerator<object> {
  for (let offset = 0; ; offset += linesOnPage) {
    const { items } = await datapoints.list(versionId, { offset, limit: linesOnPage })
    yield* items.map(presentDatapoint)
    if (items.length < linesOnPage) return
  }
}
