import type { Result, Router } from 'hono/router'
import { TrieRouter } from 'hono/router/trie-router'

/** More than there are verbs for the paths of all APIs. */
const mostRemembered = 1000

/** Finds handlers as a trie does, and remembers them for paths without variable parts, which most requests name. */
export class RememberingRouter<Handler> implements Router<Handler> {
  readonly name = 'RememberingRouter'
  private readonly trie = new TrieRouter<Handler>()
  private readonly fixedPaths = new Set<string>()
  private readonly remembered = new Map<string, Result<Handler>>()

  add(method: string, path: string, handler: Handler): void {
    this.trie.add(method, path, handler)
    if (!/[:*{]/.test(path)) this.fixedPaths.add(path)
    this.remembered.clear()
  }

  match(method: string, path: string): Result<Handler> {
    if (!this.fixedPaths.has(path)) return this.trie.match(method, path)
    const key = `${method} ${path}`
    const known = this.remembered.get(key)
    if (known !== undefined) return known
    const found = this.trie.match(method, path)
    if (this.remembered.size < mostRemembered) this.remembered.set(key, found)
    return found
  }
}
