import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as errors from '@smarter-api/core/errors'
import * as humanloop from './humanloop.js'
import * as root from './index.js'
import * as schemas from './schemas.js'
import * as smarter from './smarter.js'

const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { dependencies: Record<string, string> }
const resources = Object.keys(dependencies).filter((name) => !/\/(core|schemas)$/.test(name))
const entries = [...resources, '@smarter-api/files/uploads']
const packages = await Promise.all(entries.map(async (name) => ({ name, exports: (await import(name)) as Record<string, unknown> })))

describe('standalone names', () => {
  it('belong to one package each, apart from what all export on', () => {
    const owners = new Map<string, unknown>()
    const clashes = packages.flatMap(({ name, exports }) =>
      Object.entries(exports).flatMap(([export_, value]) => {
        const taken = owners.has(export_) && owners.get(export_) !== value
        owners.set(export_, value)
        return taken ? [`${name} ${export_}`] : []
      }),
    )
    expect(packages.length).toBeGreaterThanOrEqual(3)
    expect(clashes).toEqual([])
  })

  it.each(packages)('of $name are all in the entry of their platform', ({ exports }) => {
    const platforms: Record<string, unknown>[] = [humanloop, smarter]
    const home = platforms.filter((entry) => Object.entries(exports).every(([name, value]) => entry[name] === value))
    expect(home).toHaveLength(1)
  })
})

describe('the main entry', () => {
  it('has classes, errors and the version, and no function that would be found in every bundle', () => {
    expect(Object.keys(root).filter((name) => !(name in errors))).toEqual(['Humanloop', 'Smarter', 'VERSION'])
    expect(root).toMatchObject({ ...errors })
  })
})

describe('the schemas entry', () => {
  it('has what checks answers, and what checks a manifest', async () => {
    const validate = schemas.validator('strict', schemas.humanloopResponses, schemas.smarterResponses)
    const options = { apiKey: null, fetch: async () => Response.json({ data: 7 }), validate }
    await expect(new root.Humanloop(options).prompts.get({ id: 'pr_1' })).rejects.toThrow(root.ResponseValidationError)
    await expect(new root.Smarter(options).manifests.version()).rejects.toThrow(root.ResponseValidationError)
    expect(schemas.checkManifest({ kind: 'Nonsense' })).toMatchObject({ ok: false })
    expect(await schemas.parseManifest('kind: Nonsense')).toMatchObject({ ok: false })
  })
})
