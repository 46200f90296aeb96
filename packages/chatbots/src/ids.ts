const offset = 1_000_000

/**
 * Writes a number as the id that addresses of servers from 0.13.200 carry: `7` becomes `rMTAwMDAwNwx`.
 *
 * @param id Number of a resource in the database.
 */
export function toHashedId(id: number): string {
  return `r${btoa(String(id + offset)).replace(/=+$/, '')}x`
}

/**
 * Reads the number out of a hashed id: `rMTAwMDAwNwx` becomes `7`.
 *
 * @param hashed An id as addresses carry it.
 * @returns The number, or `undefined` for a text that is no hashed id.
 */
export function fromHashedId(hashed: string): number | undefined {
  const id = Number(decode(/^r([\w-]+)x$/.exec(hashed)?.[1]) ?? Number.NaN) - offset
  return Number.isSafeInteger(id) && toHashedId(id) === hashed ? id : undefined
}

function decode(encoded: string | undefined): string | undefined {
  try {
    return encoded && atob(encoded)
  } catch {
    return undefined
  }
}

/** Writes an id of either form as a number where it is one, so that both forms compare equal. */
export function plainId(id: string | number): string {
  return String(fromHashedId(String(id)) ?? id)
}
