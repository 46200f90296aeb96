import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readImports } from './import-statements.js'
import { isTestFile, listPackages, listSources, scope, type WorkspacePackage } from './workspace.js'

const resources = ['agents', 'chat', 'chatbots', 'evaluations', 'files', 'fine-tuning', 'flows', 'logs', 'manifests', 'prompts', 'tools']

/** Which package may depend on which: the picture of the design, and no other arrows. */
const arrows: Record<string, string[]> = {
  core: [],
  schemas: [],
  dotprompt: [],
  tracing: ['core'],
  ...Object.fromEntries(resources.map((name) => [name, ['core', 'schemas']])),
  agents: ['core', 'schemas', 'dotprompt'],
  chatbots: ['core', 'schemas', 'manifests'],
  evaluations: ['core', 'schemas', 'tracing', 'prompts', 'tools', 'agents', 'flows', 'logs', 'files'],
  flows: ['core', 'schemas', 'tracing'],
  prompts: ['core', 'schemas', 'dotprompt', 'tracing'],
  tools: ['core', 'schemas', 'tracing'],
  sdk: ['core', 'schemas', 'dotprompt', 'tracing', ...resources],
  server: ['core', 'schemas', 'dotprompt'],
  cli: ['core', 'schemas', 'dotprompt', 'sdk'],
}
const testOnly = new Set(['server', 'test-support'])

const packages = listPackages()

describe.each(packages.map((owner) => [owner.name, owner] as const))('%s', (_, owner) => {
  const allowed = arrows[owner.name] ?? []

  it('has a place in the picture of the arrows', () => {
    expect(Object.keys(arrows)).toContain(owner.name)
  })

  it('depends only on packages that its arrows name', () => {
    expect(ours(Object.keys({ ...owner.manifest.dependencies, ...owner.manifest.peerDependencies })).filter((name) => !allowed.includes(name))).toEqual([])
  })

  it('depends for its tests on nothing but the server', () => {
    const names = ours(Object.keys(owner.manifest.devDependencies ?? {}))
    expect(names.filter((name) => !testOnly.has(name) || owner.name === 'server' || allowed.length === 0)).toEqual([])
  })

  it('imports only packages that it declares, and in what it publishes only its dependencies', () => {
    const { dependencies, devDependencies, peerDependencies } = owner.manifest
    const published = Object.keys({ ...dependencies, ...peerDependencies })
    const all = [...published, ...Object.keys(devDependencies ?? {})]
    const undeclared = imports(owner).filter(({ name, test }) => name.startsWith(scope) && name !== owner.manifest.name && !(test ? all : published).includes(name))
    expect(undeclared).toEqual([])
  })

  it('reaches into no other package by a relative path', () => {
    const outside = imports(owner).filter(({ path, specifier }) => specifier.startsWith('.') && join('src', path, '..', specifier).startsWith('..'))
    expect(outside).toEqual([])
  })

  it('imports no module of its own as a namespace value, which would keep all of it in a bundle', () => {
    const namespaces = imports(owner).filter(({ specifier, namespace, typeOnly, test }) => specifier.startsWith('.') && namespace && !typeOnly && !test)
    expect(namespaces).toEqual([])
  })
})

it.each(packages.filter(({ name }) => resources.includes(name)).map((owner) => [owner.name, owner] as const))('%s takes only types from the schemas, and the reader of YAML when a text needs it', (_, owner) => {
  const values = imports(owner).filter(({ name, test, typeOnly }) => name === `${scope}schemas` && !test && !typeOnly)
  expect(values.filter(({ specifier, dynamic }) => specifier !== `${scope}schemas/yaml` || !dynamic)).toEqual([])
})

function imports(owner: WorkspacePackage) {
  return listSources(owner).flatMap((path) =>
    readImports(join(owner.folder, 'src', path)).map((statement) =>
      Object.assign(statement, { path, test: isTestFile(path), name: packageName(statement.specifier) }),
    ),
  )
}

function packageName(specifier: string): string {
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}

function ours(names: string[]): string[] {
  return names.filter((name) => name.startsWith(scope)).map((name) => name.slice(scope.length))
}
