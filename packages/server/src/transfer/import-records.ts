import type { Repository } from '../repository/repository.js'
import { UniqueConflict } from '../repository/unique-conflict.js'
import { sorted } from '../sorted.js'
import { Findings } from './findings.js'
import type { Place } from './findings.js'
import { importDirectories, readDirectories } from './import-directories.js'
import { importEvaluations } from './import-evaluations.js'
import { importFile } from './import-files.js'
import { importLinks, readEnvironments } from './import-links.js'
import { importLogs, importNestedLogs } from './import-logs.js'
import { importPlaces } from './import-places.js'
import type { ImportSource } from './import-source.js'
import type { ImportState } from './import-state.js'
import { layout } from './layout.js'
import { readFolder } from './read-folder.js'

const attempts = 3
const atRoot = new Set<string>([layout.files, layout.own, layout.exportLog])
const logsAtOnce = 500

/**
 * Takes over an export, step by step. Each step is one transaction, and a step that was done before changes nothing: an import that broke
 * off is finished by the next one. What is here already stays.
 *
 * @param source What is read.
 * @param store Where it goes.
 * @param report Receives the findings of each step, once it is durable.
 */
export async function importRecords(source: ImportSource, store: Pick<Repository, 'read' | 'write'>, report: (findings: Findings) => void): Promise<void> {
  const state = createState(reporting(source, report), store, report)
  const isOwn = (await source.list(layout.own)) !== undefined
  await noteStrangers(state)
  await readEnvironments(state)
  await readDirectories(state)
  await importDirectories(state)
  const kinds = await importFiles(state)
  await importLinks(state, isOwn)
  const taken = sorted([...kinds].filter(([id]) => !state.refused.has(id)), ([, one], [, other]) => rankOf(one) - rankOf(other))
  const evaluations = await importEvaluations(state, layout.own, null)
  for (const [id] of taken) evaluations.push(...(await importEvaluations(state, `${layout.files}/${id}`, id)))
  const nesting: string[] = []
  for (const [id] of taken) nesting.push(...(await importLogs(state, `${layout.files}/${id}`)))
  await importNestedLogs(state, nesting)
  for (const folder of evaluations) await importPlaces(state, folder)
  await noteMissing(state)
}

/** Reports folders that cannot be listed, each once: what should be in them is not taken over. */
function reporting(source: ImportSource, report: (findings: Findings) => void): ImportState['source'] {
  const told = new Set<string>()
  return {
    ...source,
    async list(path) {
      const names = await source.list(path)
      if (names === null && !told.has(path)) {
        told.add(path)
        const findings = new Findings()
        findings.lost({ file: path }, 'It is no folder of the export, or cannot be read; nothing in it was taken over.')
        report(findings)
      }
      return names ?? undefined
    },
  }
}

function createState(source: ImportState['source'], store: Pick<Repository, 'read' | 'write'>, report: (findings: Findings) => void): ImportState {
  const state: ImportState = {
    source,
    read: (work) => store.read(work),
    async write(work) {
      for (let attempt = 1; ; attempt += 1) {
        let findings = new Findings()
        try {
          const result = await store.write((records) => {
            findings = new Findings()
            return work(records, findings)
          })
          for (const id of findings.versions) state.known.add(id)
          report(findings)
          return result
        } catch (error) {
          // A server on the same database may have made the same thing in between: the next attempt finds it.
          if (!(error instanceof UniqueConflict) || attempt === attempts) throw error
        }
      }
    },
    report,
    directoryIds: new Map(),
    listed: new Set(),
    refused: new Set(),
    environments: new Map(),
    deployments: [],
    monitors: new Map(),
    known: new Set(),
    samples: new Map(),
    missing: new Map(),
  }
  return state
}

/** Judgments come after what they judge. */
function rankOf(kind: string | undefined): number {
  return kind === 'evaluator' ? 1 : 0
}

async function importFiles(state: ImportState): Promise<Map<string, string | undefined>> {
  const kinds = new Map<string, string | undefined>()
  for (const id of (await state.source.list(layout.files)) ?? []) {
    const folder = await readFolder(state, id)
    kinds.set(id, folder.kind)
    if (folder.deployments !== undefined) state.listed.add(id)
    await importFile(state, folder)
  }
  return kinds
}

async function noteStrangers({ source, report }: ImportState): Promise<void> {
  const findings = new Findings()
  for (const name of (await source.list('')) ?? []) {
    if (!atRoot.has(name)) findings.note({ file: name }, 'It is no part of an export, and was not read.')
  }
  report(findings)
}

async function noteMissing({ read, missing, report }: ImportState): Promise<void> {
  const findings = new Findings()
  const wanted: [string, Place][] = [...missing]
  for (let start = 0; start < wanted.length; start += logsAtOnce) {
    const chunk = wanted.slice(start, start + logsAtOnce)
    const found = new Set((await read(({ logs }) => logs.listByIds(chunk.map(([id]) => id)))).map(({ id }) => id))
    for (const [id, place] of chunk) if (!found.has(id)) findings.note(place, `The Log ${id}, which is judged here or has a step here, is not in the export.`)
  }
  report(findings)
}
