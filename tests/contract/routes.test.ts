import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseRoute, type Route } from '../../packages/core/src/route.js'
import { isTestFile, listPackages, listSources } from '../architecture/workspace.js'
import { fieldsOf, type Operation, operations, reference, resources } from './description.js'

/** Resources whose package has another name. */
const homes: Readonly<Record<string, string>> = { directories: 'files', datasets: 'evaluations', evaluators: 'evaluations' }
/** Folders of these packages that speak another API. */
const elsewhere = ['uploads/']
const owners = [...new Set(resources.map((resource) => homes[resource] ?? resource))]
const routes = owners.flatMap((owner) => readRoutes(owner).map((text) => ({ owner, text, route: parseRoute(text) })))
const described = routes.flatMap(({ text, route }) => operations.filter(({ key }) => key === route.key).map((operation) => [text, route, operation] as const))

describe.skipIf(reference === undefined)('the routes of the resource packages, beside the reference', () => {
  it.each(owners)('are in the package %s all operations of its resources', (owner) => {
    const own = operations.filter(({ resource }) => (homes[resource] ?? resource) === owner)
    expect(keys(routes.filter((route) => route.owner === owner).map(({ route }) => route))).toEqual(keys(own))
  })

  it.each(described)('name the query of %s', (_, route, operation) => {
    expect([...route.query].toSorted()).toEqual(queryOf(operation).toSorted())
  })

  it('send another `environment` in the body of exactly those operations that have one there and one in the query', () => {
    const collisions = operations.filter((operation) => collisionsOf(operation).includes('environment'))
    const renaming = described.filter(([, { renames }]) => renames.get('log_environment') === 'environment')
    expect(collisions).toHaveLength(8)
    expect(keys(renaming.map(([, route]) => route))).toEqual(keys(collisions))
  })

  it.each(described)('rename in %s nothing else', (_, route, operation) => {
    expect([...route.renames]).toEqual(collisionsOf(operation).map((name) => [`log_${name}`, name]))
  })

  it('take exactly those bodies whole that are maps or lists', () => {
    const whole = operations.filter((operation) => operation.body && !fieldsOf(operation))
    expect(keys(described.flatMap(([, route]) => (route.wholeBody ? [route] : [])))).toEqual(keys(whole))
  })
})

function readRoutes(name: string): string[] {
  const owner = listPackages().find((each) => each.name === name)
  const sources = owner ? listSources(owner).filter((path) => !isTestFile(path) && !elsewhere.some((folder) => path.startsWith(folder))) : []
  const texts = sources.flatMap((path) => readFileSync(join(owner?.folder ?? '', 'src', path), 'utf8').match(/(?<=')(GET|POST|PUT|PATCH|DELETE) \/[^']*(?=')/g) ?? [])
  return [...new Set(texts)]
}

function keys(keyed: readonly (Route | Operation)[]): string[] {
  return keyed.map(({ key }) => key).toSorted()
}

function queryOf({ parameters }: Operation): string[] {
  return parameters.flatMap(({ in: place, name }) => (place === 'query' ? [name] : []))
}

function collisionsOf(operation: Operation): string[] {
  const fields = fieldsOf(operation) ?? {}
  return queryOf(operation).filter((name) => name in fields)
}
