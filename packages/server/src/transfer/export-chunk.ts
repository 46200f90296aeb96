import { canonicalJson } from '../digest.js'
import { linesOnPage, ownField } from './layout.js'

/** A piece of an export: text that follows what its file holds already, or a folder that may stay empty. */
export type ExportChunk = { path: string; text: string } | { folder: string }

/** A file that is one record, with its fields in order. */
export function recordFile(path: string, record: unknown): ExportChunk {
  return { path, text: `${canonicalJson(record)}\n` }
}

/** Adds what a record has no place for; nothing when there is none. */
export function withOwn<Shown extends object>(record: Shown, facts: object): Shown {
  const told = Object.entries(facts).filter(([, value]) => value !== undefined)
  return told.length === 0 ? record : { ...record, [ownField]: Object.fromEntries(told) }
}

/** Writes records line by line into numbered pages of a folder. */
export async function* recordPages(folder: string, records: AsyncIterable<unknown>): AsyncGenerator<ExportChunk> {
  yield { folder }
  let count = 0
  for await (const record of records) {
    yield { path: `${folder}/${Math.floor(count / linesOnPage) + 1}.jsonl`, text: `${canonicalJson(record)}\n` }
    count += 1
  }
}
