import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listEntries, listPackages } from '../architecture/workspace.js'

const require = createRequire(import.meta.url)
const packages = listPackages()
const entries = listEntries(packages)
const declarationBudget = 400_000

describe.each(packages.map(({ name, folder }) => [name, folder] as const))('%s', (_, folder) => {
  const files = (format: string, ending: string) =>
    readdirSync(join(folder, 'dist', format), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith(ending))

  it('has the same declarations in both formats, and tells TypeScript that one of them is CommonJS', () => {
    expect(files('cjs', '.d.ts')).toEqual(files('esm', '.d.ts'))
    expect(files('esm', '.d.ts').length).toBeGreaterThan(0)
    expect(readFileSync(join(folder, 'dist/cjs/package.json'), 'utf8').trim()).toBe('{"type":"commonjs"}')
    expect([...files('cjs', '.cts'), ...files('esm', '.cts')]).toEqual([])
  })

  it(`has declarations of at most ${declarationBudget / 1000} kB, so that editors stay quick`, () => {
    const sizes = files('esm', '.d.ts').map((path) => statSync(join(folder, 'dist/esm', path)).size)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(declarationBudget)
  })

  it('publishes no tests', () => {
    expect(files('esm', '.ts').filter((path) => path.includes('.test') || path.includes('testing/'))).toEqual([])
  })

  it('leaves modern syntax alone in CommonJS', () => {
    const lowered = files('cjs', '.js').filter((path) => /_nullishCoalesce|_optionalChain|\.call\(void 0/.test(readFileSync(join(folder, 'dist/cjs', path), 'utf8')))
    expect(lowered).toEqual([])
  })

  it('loads its own parts by require in CommonJS, because Jest knows no import() there', () => {
    const dynamic = files('cjs', '.js').filter((path) => /\bimport\(['"](\.{1,2}|@smarter-api)\//.test(readFileSync(join(folder, 'dist/cjs', path), 'utf8')))
    expect(dynamic).toEqual([])
  })
})

describe.each(entries.map(({ specifier }) => specifier))('%s', (specifier) => {
  it('exports the same names in both formats', async () => {
    const esm = Object.keys((await import(specifier)) as object).filter((name) => name !== 'default' && name !== 'module.exports')
    expect(Object.keys(require(specifier) as object).filter((name) => name !== 'default').toSorted()).toEqual(esm.toSorted())
  })

  it('has one copy of each error class in a format, whichever entry it comes from', async () => {
    for (const load of [async (name: string) => (await import(name)) as object, async (name: string) => require(name) as object]) {
      const core = errorClasses(await load('@smarter-api/core'))
      for (const [name, value] of errorClasses(await load(specifier))) {
        if (core.has(name)) expect(value === core.get(name), name).toBe(true)
      }
    }
  })
})

describe('error classes', () => {
  const failure = { status: 404, body: { detail: 'gone' }, requestId: 'req_1', route: 'GET /prompts/{id}', attempts: 1 }

  it('have the same fields in both formats', async () => {
    const commonjs = errorClasses(require('@smarter-api/core') as object)
    for (const [name, Class] of errorClasses((await import('@smarter-api/core')) as object)) {
      const Twin = commonjs.get(name)
      expect(Twin, name).toBeTypeOf('function')
      if (!Twin) continue
      expect(Reflect.ownKeys(new Twin('it failed', failure)), name).toEqual(Reflect.ownKeys(new Class('it failed', failure)))
    }
  })

  it('recognise errors of the other format', async () => {
    const esm = await import('@smarter-api/core')
    const commonjs = require('@smarter-api/core') as typeof esm
    const error = new commonjs.NotFoundError('it failed', failure)
    expect(esm.isAPIError(error)).toBe(true)
    expect(error instanceof esm.NotFoundError).toBe(true)
    expect(error instanceof esm.ConflictError).toBe(false)
  })
})

type ErrorClass = new (message: string, details?: object) => Error

function errorClasses(exported: object): Map<string, ErrorClass> {
  return new Map(Object.entries(exported).filter((pair): pair is [string, ErrorClass] => typeof pair[1] === 'function' && pair[1].prototype instanceof Error))
}
