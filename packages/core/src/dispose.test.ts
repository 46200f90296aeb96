import { afterEach, expect, it, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

it('gives the symbol of await using where the runtime has one, and else the one that compilers fall back to (L1)', async () => {
  expect((await import('./dispose.js')).asyncDispose).toBe(Symbol.asyncDispose)
  vi.resetModules()
  const { asyncDispose: _missing, ...older } = Object.getOwnPropertyDescriptors(Symbol)
  const { Symbol: newer } = globalThis
  vi.stubGlobal('Symbol', Object.defineProperties((name?: string) => newer(name), older))
  expect((await import('./dispose.js')).asyncDispose).toBe(Symbol.for('Symbol.asyncDispose'))
})
