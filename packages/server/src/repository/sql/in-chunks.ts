/** Engines bound the number of values in a statement. */
const rowsAtOnce = 500

/** Cuts a list into parts that fit into one statement each. */
export function* inChunks<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += rowsAtOnce) yield items.slice(start, start + rowsAtOnce)
}
