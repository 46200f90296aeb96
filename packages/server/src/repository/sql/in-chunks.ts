/** Engines bound the number of values in a statement. */
const rowsAtOnce = 500

/** Cuts a list into parts that fit into one statement each. */
export function* inChunks<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += rowsAtOnce) yield items.slice(start, start + rowsAtOnce)
}

/** Loads the rows of many keys, part by part. A key that is there twice counts once. */
export async function loadInChunks<Key, Row>(keys: readonly Key[], load: (chunk: Key[]) => Promise<Row[]>): Promise<Row[]> {
  const parts: Row[][] = []
  for (const chunk of inChunks([...new Set(keys)])) parts.push(await load(chunk))
  return parts.flat()
}
