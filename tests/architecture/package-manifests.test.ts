import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Conditions, listPackages, scope } from './workspace.js'

const packages = listPackages()

describe.each(packages.map((owner) => [owner.name, owner] as const))('%s', (name, { folder, manifest }) => {
  it('has the fields that every package has', () => {
    expect(manifest).toMatchObject({
      name: scope + name,
      license: 'MIT',
      type: 'module',
      sideEffects: false,
      engines: { node: '>=20' },
      publishConfig: { access: 'public' },
      scripts: { build: 'tsup && node ../../build/declarations.mjs', typecheck: 'tsc -p tsconfig.json' },
    })
    expect(manifest.files).toContain('dist')
    expect(manifest.description).toMatch(/\.$/)
  })

  it('names a folder of declarations for each format, types first', () => {
    for (const [path, conditions] of Object.entries(manifest.exports ?? {})) {
      if (path === './package.json') continue
      const entry = conditions as Conditions
      const file = entry.import.default.replace('./dist/esm/', '').replace(/\.js$/, '')
      expect(JSON.stringify(entry)).toBe(JSON.stringify({ import: formatOf('esm', file), require: formatOf('cjs', file) }))
    }
    expect(manifest.exports?.['./package.json']).toBe('./package.json')
  })

  it('has the version that all packages share', () => {
    expect(manifest.version).toBe(packages[0]?.manifest.version)
  })

  it('pins its dependencies, and takes ours from the workspace', () => {
    for (const [dependency, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(`${dependency}@${version}`).toMatch(dependency.startsWith(scope) ? /@workspace:\^$/ : /@\d+\.\d+\.\d+$/)
    }
  })

  it.each(['README.md', 'LICENSE', 'tsconfig.json', 'tsconfig.build.json', 'tsup.config.ts'])('has the file %s', (file) => {
    expect(existsSync(join(folder, file))).toBe(true)
  })
})

function formatOf(format: 'esm' | 'cjs', file: string) {
  return { types: `./dist/${format}/${file}.d.ts`, default: `./dist/${format}/${file}.js` }
}
