import type { Client } from './client.js'

// oxlint-disable-next-line typescript/no-explicit-any -- the one place that must accept a function of any parameters to drop its first
type Method = (client: any, ...parameters: any[]) => unknown

/** Functions with their first parameter, the client, filled in. Their doc comments stay. */
export type Bound<Methods> = {
  readonly [Name in keyof Methods]: Methods[Name] extends (client: infer _Client, ...parameters: infer Parameters) => infer Result
    ? (...parameters: Parameters) => Result
    : never
}

/** Fills in the client of each listed function. Give an object literal: a namespace import as a value would keep every function in a bundle. */
export function bind<Methods extends Record<string, Method>>(client: Client, methods: Methods): Bound<Methods> {
  const bound: Record<string, unknown> = {}
  for (const name in methods) bound[name] = methods[name]?.bind(undefined, client)
  return bound as Bound<Methods>
}
