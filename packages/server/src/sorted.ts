/** Sorts a copy. */
export function sorted<Item>(items: Iterable<Item>, compare: (one: Item, other: Item) => number): Item[] {
  // oxlint-disable-next-line unicorn/no-array-sort -- toSorted is newer than our target, ES2022, and this array is fresh
  return Array.from(items).sort(compare)
}
