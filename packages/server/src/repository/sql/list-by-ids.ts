import { loadInChunks } from './in-chunks.js'

/** Loads rows chunk by chunk, and puts them into the order of their ids. */
export async function listByIds<Row extends { id: string }>(ids: string[], load: (chunk: string[]) => Promise<Row[]>): Promise<Row[]> {
  const found = new Map((await loadInChunks(ids, load)).map((row) => [row.id, row]))
  return ids.flatMap((id) => found.get(id) ?? [])
}
