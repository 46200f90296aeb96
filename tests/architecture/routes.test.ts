import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseRoute } from '../../packages/core/src/route.js'
import { type ReferenceOperation, readReference } from '../../packages/schemas/src/testing/reference.js'
import { isTestFile, listPackages, listSources, type WorkspacePackage } from './workspace.js'

const reference = readReference('humanloop.openapi.yaml')
const owners = listPackages().filter(({ name }) => name === 'prompts')

describe.skipIf(reference === undefined).each(owners)('the routes of $name, beside the reference of the API', (owner) => {
  const routes = [...new Set(readRoutes(owner))].map((text) => [text, parseRoute(text)] as const)

  it('are all operations of this resource', () => {
    expect(new Set(routes.map(([, route]) => route.key))).toEqual(new Set(operationsUnder(`/${owner.name}`)))
  })

  it.each(routes)('%s names the query of its operation', (_, route) => {
    expect(new Set(route.query)).toEqual(new Set(queryOf(operation(route.key))))
  })

  it.each(routes)('%s renames exactly the fields that are in query and body, unless it takes the whole body', (_, route) => {
    const body = bodyOf(operation(route.key))
    const collisions = route.wholeBody ? [] : queryOf(operation(route.key)).filter((name) => body.includes(name))
    expect([...route.renames]).toEqual(collisions.map((name) => [`log_${name}`, name]))
  })
})

function readRoutes(owner: WorkspacePackage): string[] {
  const sources = listSources(owner).filter((path) => !isTestFile(path))
  return sources.flatMap((path) => readFileSync(join(owner.folder, 'src', path), 'utf8').match(/(?<=')(GET|POST|PUT|PATCH|DELETE) \/[^']*(?=')/g) ?? [])
}

function operationsUnder(prefix: string): string[] {
  return Object.entries(reference?.paths ?? {})
    .filter(([path]) => `${path}/`.startsWith(`${prefix}/`))
    .flatMap(([path, item]) => Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`))
}

function operation(key: string): ReferenceOperation | undefined {
  const [method = '', path = ''] = key.split(' ')
  return reference?.paths[path]?.[method.toLowerCase()]
}

function queryOf(described: ReferenceOperation | undefined): string[] {
  return (described?.parameters ?? []).flatMap(({ in: place, name }) => (place === 'query' && name !== undefined ? [name] : []))
}

function bodyOf(described: ReferenceOperation | undefined): string[] {
  const schema = described?.requestBody?.content['application/json']?.schema
  const { properties = {} } = reference?.components.schemas[schema?.$ref?.split('/').at(-1) ?? ''] ?? schema ?? {}
  return Object.keys(properties)
}
