interface Node {
  $ref?: unknown
  [name: string]: unknown
}

interface Description {
  components: { schemas: Readonly<Record<string, unknown>> }
}

const prefix = '#/components/schemas/'

/**
 * Replaces references that lead back to a schema around them by any object. Prism cannot resolve those, and then checks nothing of the
 * whole answer without saying so.
 */
export function withoutCycles<Whole extends Description>(description: Whole): Whole {
  const done = new Map<string, unknown>()
  const open = new Set<string>()

  function visit(name: string): void {
    if (done.has(name)) return
    open.add(name)
    done.set(name, cut(description.components.schemas[name]))
    open.delete(name)
  }

  function cut(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(cut)
    if (typeof value !== 'object' || value === null) return value
    const { $ref } = value as Node
    if (typeof $ref === 'string') {
      const name = $ref.slice(prefix.length)
      if (open.has(name)) return { type: 'object' }
      visit(name)
      return value
    }
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, cut(each)]))
  }

  for (const name of Object.keys(description.components.schemas)) visit(name)
  return { ...description, components: { ...description.components, schemas: Object.fromEntries(done) } }
}
