/** Kept as they are at the start: tests put clocks of their own in their place, which stand still. */
const { setImmediate: soon, setTimeout: later } = globalThis as Partial<Pick<typeof globalThis, 'setImmediate'>> & Pick<typeof globalThis, 'setTimeout'>

/** Waits until the host has sent and read what it could. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => (soon === undefined ? later(resolve) : soon(resolve)))
}
