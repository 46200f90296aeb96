import type { EnvironmentRecord, MonitorRecord, Records } from '../repository/repository.js'
import { isSameMonitor } from '../humanloop/files/monitors.js'
import { sorted } from '../sorted.js'
import { Findings } from './findings.js'
import type { Place } from './findings.js'
import { safeMoment } from './safe-moment.js'
import type { ImportState } from './import-state.js'
import { layout } from './layout.js'
import type { OwnDeploymentFacts, OwnFileFacts } from './own-facts.js'
import { readRecords } from './read-folder.js'
import type { FileFolder } from './read-folder.js'
import { isWire, ownFacts, recordIn, recordsIn, textIn } from './wire.js'
import type { Wire } from './wire.js'

const defaultName = 'production'
const oldest = '1970-01-01T00:00:00.000Z'

/** Reads the environments that an export of this server lists. */
export async function readEnvironments(state: ImportState): Promise<void> {
  const findings = new Findings()
  for (const wire of (await readRecords(state, `${layout.own}/${layout.environments}`, findings)) ?? []) meetEnvironment(state, wire)
  state.report(findings)
}

/** Remembers where versions of a file are deployed. */
export async function planDeployments(state: ImportState, { id: fileId, home, deployments, versions }: FileFolder): Promise<void> {
  const planned = new Map<string, Wire>()
  for (const { wire } of versions) {
    for (const environment of recordsIn(wire, 'environments')) {
      meetEnvironment(state, environment)
      planned.set(textIn(environment, 'id') ?? '', { version_id: wire['version_id'] })
    }
  }
  for (const wire of deployments ?? []) {
    meetEnvironment(state, { id: wire['environment_id'], name: wire['environment_name'], tag: wire['environment_tag'] })
    planned.set(textIn(wire, 'environment_id') ?? '', wire)
  }
  for (const [environmentId, wire] of planned) {
    const { createdAt } = ownFacts<OwnDeploymentFacts>(wire)
    const place = { file: `${home}/${layout.deployments}` }
    state.deployments.push({ fileId, versionId: textIn(wire, 'version_id') ?? '', environmentId, createdAt: safeMoment(createdAt), place })
  }
}

/** Remembers what judges the Logs of a file. */
export function planMonitors(state: ImportState, { id, home, record }: FileFolder): void {
  if (record === undefined) return
  const own = ownFacts<OwnFileFacts>(record).monitors
  const findings = new Findings()
  const monitors = Array.isArray(own) ? own.filter(isWire).map(readOwnMonitor) : recordsIn(record, 'evaluators').flatMap((wire) => readMonitor(state, wire, { file: `${home}/${layout.file}` }, findings))
  if (monitors.length > 0) state.monitors.set(id, monitors)
  state.report(findings)
}

function readOwnMonitor(wire: Wire): MonitorRecord {
  const text = (field: string): string | null => textIn(wire, field) ?? null
  return {
    ...wire,
    evaluatorVersionId: text('evaluatorVersionId'), evaluatorId: text('evaluatorId'), environmentId: text('environmentId'), createdAt: text('createdAt') ?? oldest,
  }
}

function readMonitor(state: ImportState, wire: Wire, place: Place, findings: Findings): MonitorRecord[] {
  const reference = recordIn(wire, 'version_reference') ?? {}
  const createdAt = textIn(wire, 'created_at') ?? oldest
  const version = recordIn(reference, 'version') ?? recordIn(wire, 'version') ?? {}
  if (wire['state'] === 'inactive') {
    findings.lost(place, `The Evaluator ${String(version['path'])} is attached and switched off; only those that are switched on are kept.`)
    return []
  }
  const environment = recordIn(reference, 'environment') ?? {}
  meetEnvironment(state, environment)
  const monitor =
    reference['type'] === 'environment'
      ? { evaluatorVersionId: null, evaluatorId: textIn(recordIn(reference, 'file') ?? {}, 'id') ?? null, environmentId: textIn(environment, 'id') ?? null, createdAt }
      : { evaluatorVersionId: textIn(version, 'version_id') ?? null, evaluatorId: null, environmentId: null, createdAt }
  if (monitor.evaluatorVersionId !== null || (monitor.evaluatorId !== null && monitor.environmentId !== null)) return [monitor]
  findings.lost(place, 'An Evaluator is attached that the record does not name.')
  return []
}

/** The first one who tells when an environment was made is believed. */
function meetEnvironment({ environments }: ImportState, wire: Wire): void {
  const [id, name] = [textIn(wire, 'id'), textIn(wire, 'name')]
  if (id === undefined || name === undefined) return
  const createdAt = safeMoment(wire['created_at'])
  const known = environments.get(id)
  if (known === undefined) environments.set(id, { id, name, isDefault: wire['tag'] === 'default', createdAt })
  else if (known.createdAt === '' && createdAt !== '') environments.set(id, { ...known, createdAt })
}

/** Makes the environments that were met, deploys versions to them, and attaches Evaluators to files. */
export async function importLinks(state: ImportState, isOwn: boolean): Promise<void> {
  const ids = await state.write(async (records, findings) => {
    const stored = await storeEnvironments(records, sortedEnvironments(state, isOwn), findings)
    if (!isOwn) await ensureDefault(records, findings)
    return stored
  })
  for (let start = 0; start < state.deployments.length; start += 500) {
    await state.write(async (records, findings) => {
      for (const planned of state.deployments.slice(start, start + 500)) await deploy(records, { ...planned, environmentId: ids.get(planned.environmentId) ?? '' }, findings)
    })
  }
  for (const [fileId, monitors] of state.monitors) {
    await state.write((records) => attach(records, fileId, monitors, ids))
  }
}

/** The default one first, then by age; those of this server's own exports are in order. */
function sortedEnvironments({ environments }: ImportState, isOwn: boolean): EnvironmentRecord[] {
  return isOwn ? [...environments.values()] : sorted(environments.values(), (one, other) => (rankOf(one) < rankOf(other) ? -1 : 1))
}

function rankOf({ isDefault, createdAt, name }: EnvironmentRecord): string {
  return `${isDefault ? 0 : 1} ${createdAt} ${name}`
}

/** Finds environments by id or by name, or makes them, and gives their ids here by those of the export. */
async function storeEnvironments({ environments }: Records, wanted: EnvironmentRecord[], findings: Findings): Promise<Map<string, string>> {
  const known = await environments.list()
  const ids = new Map<string, string>()
  for (const environment of wanted) {
    const present = known.find(({ id }) => id === environment.id) ?? known.find(({ name }) => name === environment.name)
    ids.set(environment.id, present?.id ?? environment.id)
    if (present !== undefined) {
      if (present.id !== environment.id) findings.note({ file: layout.files }, `The environment "${environment.name}" has the id ${present.id} here, not ${environment.id}.`)
      findings.count('environments', 'present')
      continue
    }
    const isDefault = environment.isDefault && !known.some((other) => other.isDefault)
    const made = { ...environment, isDefault, createdAt: environment.createdAt || oldest }
    if (environment.isDefault && !isDefault) findings.note({ file: layout.files }, `The environment "${environment.name}" is not the default one here.`)
    await environments.insert(made)
    known.push(made)
    findings.count('environments', 'added')
  }
  return ids
}

/** Without a default environment nothing would be meant where none is named; the export tells of none when nothing is deployed to it. */
async function ensureDefault({ environments }: Records, findings: Findings): Promise<void> {
  const known = await environments.list()
  if (known.length === 0 || known.some(({ isDefault, name }) => isDefault || name === defaultName)) return
  await environments.insert({ id: `env_${defaultName}`, name: defaultName, isDefault: true, createdAt: oldest })
  findings.count('environments', 'added')
}

async function deploy({ deployments, versions }: Records, planned: ImportState['deployments'][number], findings: Findings): Promise<void> {
  const { fileId, versionId, environmentId, place } = planned
  const version = await versions.find({ id: versionId })
  if (version?.fileId !== fileId || environmentId === '') {
    findings.lost(place, `The version ${versionId} is deployed to an environment, but was not taken over.`)
    return
  }
  const present = (await deployments.list([fileId])).find((deployment) => deployment.environmentId === environmentId)
  if (present === undefined) {
    await deployments.set({ fileId, versionId, environmentId, createdAt: planned.createdAt || version.updatedAt })
    findings.count('deployments', 'added')
    return
  }
  if (present.versionId === versionId) findings.count('deployments', 'present')
  else findings.lost(place, `The version ${versionId} is not deployed: the environment serves ${present.versionId} here.`)
}

async function attach({ files }: Records, fileId: string, monitors: MonitorRecord[], environmentIds: ReadonlyMap<string, string>): Promise<void> {
  const file = await files.find({ id: fileId })
  if (file === undefined) return
  const wanted = monitors.map((monitor) => Object.assign({}, monitor, { environmentId: environmentIds.get(monitor.environmentId ?? '') ?? monitor.environmentId }))
  const missing = wanted.filter((monitor) => !file.details.monitors.some((present) => isSameMonitor(present, monitor)))
  if (missing.length > 0) await files.update(fileId, { details: { ...file.details, monitors: [...file.details.monitors, ...missing] } })
}
