import { reversed } from '../reversed.js'
import type { Repository } from '../repository/repository.js'
import { sorted } from '../sorted.js'
import { exportRecords } from '../transfer/export-records.js'
import type { ExportChoice } from '../transfer/export-records.js'
import type { ImportSource } from '../transfer/import-source.js'

/** The files of an export by their paths; folders end in a slash. */
export type ExportedFiles = Map<string, string>

/** Exports into memory. */
export async function exported(repository: Repository, choice: Partial<ExportChoice> = {}): Promise<ExportedFiles> {
  const files: ExportedFiles = new Map()
  await repository.read(async (records) => {
    for await (const chunk of exportRecords(records, { logs: true, secrets: true, ...choice })) {
      if ('folder' in chunk) files.set(`${chunk.folder}/`, '')
      else files.set(chunk.path, (files.get(chunk.path) ?? '') + chunk.text)
    }
  })
  return files
}

/** Lets an import read files in memory. */
export function memorySource(files: ExportedFiles): ImportSource {
  return {
    async list(path) {
      const folder = path === '' ? '' : `${path}/`
      const below = [...files.keys()].filter((name) => name.startsWith(folder))
      const names = new Set(below.flatMap((name) => name.slice(folder.length).split('/')[0] || []))
      return below.length === 0 ? undefined : sorted(names, (one, other) => (one < other ? -1 : 1))
    },
    readText: async (path) => files.get(path),
    async *readLines(path, { backwards = false } = {}) {
      const lines = (files.get(path) ?? '').split('\n').flatMap((text, index) => (text.trim() === '' ? [] : [{ number: index + 1, text }]))
      const ordered = backwards ? reversed(lines) : lines
      for (let start = 0; start < ordered.length; start += 100) yield ordered.slice(start, start + 100)
    },
  }
}
