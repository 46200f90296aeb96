import { vi } from 'vitest'

/** Asks again and again until an expectation holds, for work that goes on in the background. */
export async function eventually<Result>(expectation: () => Promise<Result>): Promise<Result> {
  return vi.waitFor(expectation, { interval: 2, timeout: 10_000 })
}
