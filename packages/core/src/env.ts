interface Runtime {
  process?: {
    env?: Record<string, string | undefined>
    release?: { name?: string }
    versions?: { node?: string; bun?: string }
  }
  Deno?: { env?: { get(name: string): string | undefined } }
  Bun?: unknown
  EdgeRuntime?: unknown
  WebSocketPair?: unknown
  window?: { document?: unknown }
}

const runtime = (): Runtime => globalThis as unknown as Runtime

/** Reads an environment variable where the runtime has them; blank counts as absent, and a refused permission does too. */
export function readEnv(name: string): string | undefined {
  try {
    const value = runtime().process?.env?.[name] ?? runtime().Deno?.env?.get(name)
    return value?.trim() || undefined
  } catch {
    return undefined
  }
}

/** True on Node itself; Bun, Deno and workerd imitate parts of `process` but not all of its fetch. */
export function isNode(): boolean {
  const { process, Bun, Deno, EdgeRuntime, WebSocketPair } = runtime()
  return process?.release?.name === 'node' && !(Bun || Deno || EdgeRuntime || WebSocketPair)
}

/** True in a page, where headers of our own cost a CORS preflight and a key is readable by visitors. */
export function isBrowser(): boolean {
  return runtime().window?.document !== undefined && !isNode()
}
