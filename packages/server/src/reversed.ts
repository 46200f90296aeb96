/** Turns a copy around. */
export function reversed<Item>(items: Iterable<Item>): Item[] {
  // oxlint-disable-next-line unicorn/no-array-reverse -- toReversed is newer than our target, ES2022, and this array is fresh
  return Array.from(items).reverse()
}
