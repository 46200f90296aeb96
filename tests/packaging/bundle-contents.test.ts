import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { listEntries } from '../architecture/workspace.js'
import { bundlers } from './bundle.js'

const forNode = new Set(['@smarter-api/core/node', '@smarter-api/server/node', '@smarter-api/server/msw'])
const withSchemas = /^@smarter-api\/(schemas\/(?!yaml)|sdk\/schemas$|server)/
const entries = listEntries()
  .map(({ specifier }) => specifier)
  .filter((specifier) => !forNode.has(specifier))
const app = (name: string) => readFileSync(new URL(`apps/${name}.js`, import.meta.url), 'utf8')
const everything = (specifier: string) => `export * from '${specifier}'`
const hasValibot = (modules: string[]) => modules.some((path) => /[\\/]valibot[\\/]/.test(path))
const hasYaml = (modules: string[]) => modules.some((path) => /[\\/]node_modules[\\/]yaml[\\/]/.test(path))
const routes = (code: string) => new Set(code.match(/\b(?:GET|POST|PUT|PATCH|DELETE) \/[\w/{}?,=-]+/g))

describe.each(bundlers)('with %s', (_, bundle) => {
  it.each(entries)('%s costs nothing when nothing of it is used', async (specifier) => {
    expect((await bundle(`import '${specifier}'`)).code.trim()).toBe('')
  })

  it.each(entries.filter((specifier) => !withSchemas.test(specifier)))('%s contains no valibot', async (specifier) => {
    expect(hasValibot((await bundle(everything(specifier))).modules)).toBe(false)
  })

  it.each(['humanloop', 'smarter'])('@smarter-api/schemas/%s contains valibot, so that the check above can fail', async (name) => {
    expect(hasValibot((await bundle(everything(`@smarter-api/schemas/${name}`))).modules)).toBe(true)
  })

  it.each(['@smarter-api/manifests', '@smarter-api/chatbots', '@smarter-api/sdk', '@smarter-api/sdk/smarter', '@smarter-api/schemas/smarter'])(
    '%s contains no YAML parser before a text needs it',
    async (specifier) => {
      expect(hasYaml((await bundle(everything(specifier))).modules)).toBe(false)
    },
  )

  it('@smarter-api/schemas/yaml contains the YAML parser and no valibot, so that the check above can fail', async () => {
    const { modules } = await bundle(everything('@smarter-api/schemas/yaml'))
    expect([hasYaml(modules), hasValibot(modules)]).toEqual([true, false])
  })

  it('one function brings one route', async () => {
    expect([...routes((await bundle(app('call-prompt'))).code)]).toEqual([expect.stringMatching(/^POST \/prompts\/call\b/)])
  })

  it('the facade brings all of its routes, so that the check above can fail', async () => {
    expect(routes((await bundle(app('humanloop'))).code).size).toBeGreaterThanOrEqual(118)
  })

  it('the form of uploads is loaded by the first of them', async () => {
    const marker = 'multipart/form-data'
    const { code, later } = await bundle(app('humanloop'))
    expect(code).not.toContain(marker)
    expect(later).toContain(marker)
  })
})
