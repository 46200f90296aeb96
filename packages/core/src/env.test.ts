import { afterEach, describe, expect, it, vi } from 'vitest'
import { isBrowser, isNode, readEnv } from './env.js'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

describe('an environment variable', () => {
  it('is trimmed, and absent when it is blank (C1)', () => {
    vi.stubEnv('SMARTER_TEST', '  value \n')
    expect(readEnv('SMARTER_TEST')).toBe('value')
    vi.stubEnv('SMARTER_TEST', ' ')
    expect(readEnv('SMARTER_TEST')).toBeUndefined()
    expect(readEnv('SMARTER_NO_SUCH_VARIABLE')).toBeUndefined()
  })

  it('is read from Deno where there is no process (C1)', () => {
    vi.stubGlobal('process', undefined)
    vi.stubGlobal('Deno', { env: { get: (name: string) => (name === 'A' ? 'deno' : undefined) } })
    expect([readEnv('A'), readEnv('B')]).toEqual(['deno', undefined])
  })

  it('is absent where the runtime has none, or refuses to tell (C1)', () => {
    vi.stubGlobal('process', undefined)
    expect(readEnv('A')).toBeUndefined()
    vi.stubGlobal('Deno', {
      env: {
        get() {
          throw new Error('NotCapable: requires env access')
        },
      },
    })
    expect(readEnv('A')).toBeUndefined()
  })
})

describe('the runtime', () => {
  it('is Node here', () => {
    expect([isNode(), isBrowser()]).toEqual([true, false])
  })

  it.each(['Bun', 'Deno', 'EdgeRuntime', 'WebSocketPair'])('is not Node where there is %s, which imitates it (K4)', (name) => {
    vi.stubGlobal(name, {})
    expect(isNode()).toBe(false)
  })

  it('is a browser where there is a document and no Node, so that jsdom is none (C12, C13)', () => {
    vi.stubGlobal('window', { document: {} })
    expect(isBrowser()).toBe(false)
    vi.stubGlobal('process', undefined)
    expect([isNode(), isBrowser()]).toEqual([false, true])
    vi.stubGlobal('window', {})
    expect(isBrowser()).toBe(false)
  })
})
