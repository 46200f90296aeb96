import { Humanloop, Smarter } from '@smarter-api/sdk'
import { describe, expect, it } from 'vitest'
import { listPackages } from '../architecture/workspace.js'
import { hover, readSurface } from './declarations.js'

const imports = `import { Humanloop, Smarter } from '@smarter-api/sdk'`
const notResources = new Set(['core', 'schemas', 'dotprompt', 'sdk', 'server'])
const resources = listPackages().filter(({ name }) => !notResources.has(name))

describe('an editor shows the doc comment', () => {
  it.each([
    ['new Humanloop()', new Humanloop({ apiKey: null }), 121],
    ['new Smarter()', new Smarter({ apiKey: null }), 10],
  ])('of every method of %s', (made, client, least) => {
    const methods = listMethods(client, made)
    expect(methods.length).toBeGreaterThanOrEqual(least)
    const shown = hover(imports, methods)
    expect(methods.filter((_, index) => !/[\w`)]\.$/m.test(shown[index]?.documentation ?? ''))).toEqual([])
  })

  it.each(resources.map((owner) => [owner.name, owner] as const))('of every standalone function of %s', (name, owner) => {
    const [surface] = readSurface(owner)
    const names = (surface?.exports ?? []).filter(({ text }) => text.includes('function')).map((found) => found.name)
    expect(names.length).toBeGreaterThan(0)
    const shown = hover(`import { ${names.join(', ')} } from '@smarter-api/${name}'`, names)
    expect(names.filter((_, index) => !shown[index]?.documentation)).toEqual([])
  })
})

/** The methods of a client's resources, as one writes them. */
function listMethods(owner: object, written: string): string[] {
  return [...getterNames(owner), ...Object.keys(owner)]
    .filter((name) => name !== 'client')
    .flatMap((name) => {
      const value: unknown = Reflect.get(owner, name)
      if (typeof value === 'function') return [`${written}.${name}`]
      return typeof value === 'object' && value !== null ? listMethods(value, `${written}.${name}`) : []
    })
}

function getterNames(owner: object): string[] {
  const prototype: unknown = Object.getPrototypeOf(owner)
  if (typeof prototype !== 'object' || prototype === null || prototype === Object.prototype) return []
  return Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(([name, { get }]) => (get ? [name] : []))
}
