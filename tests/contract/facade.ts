import type { Humanloop } from '@smarter-api/sdk'

/** A method of a facade, whatever it takes and gives. */
export type Method = (params: object) => PromiseLike<unknown>

/** A facade by its name in the reference. */
export function facadeOf(humanloop: Humanloop, resource: string): Readonly<Record<string, Method>> {
  return (humanloop as unknown as Record<string, Record<string, Method>>)[resource] ?? {}
}

/** A method by its name in the reference. Throws where there is none. */
export function methodOf(humanloop: Humanloop, resource: string, name: string): Method {
  const method = facadeOf(humanloop, resource)[name]
  if (!method) throw new Error(`humanloop.${resource}.${name} does not exist`)
  return method
}
