/** Chooses by lot, always alike after the same seed. */
export interface Random {
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number
  pick<Item>(items: readonly [Item, ...Item[]]): Item
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return { between, pick: (items) => items[between(0, items.length - 1)] ?? items[0] }
}

/** The seed that `SMARTER_DURABILITY_SEED` names, or a new one. It is printed, so that a failure can be looked at again. */
export function chooseSeed(): number {
  const seed = Number(process.env['SMARTER_DURABILITY_SEED'] ?? Math.floor(Math.random() * 2 ** 32))
  console.log(`The moments of the kills follow SMARTER_DURABILITY_SEED=${seed}.`)
  return seed
}
