import type { Client } from '@smarter-api/core'

/** Makes a facade when it is first asked for and keeps it, where neither JSON nor a copy with other options finds it. */
export function keep<Kind extends Client, Facade>(owner: { readonly client: Kind }, name: string, bind: (client: Kind) => Facade): Facade {
  const value = bind(owner.client)
  Object.defineProperty(owner, name, { value })
  return value
}
