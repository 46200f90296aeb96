import type { RequestOptions, SmarterClient } from '@smarter-api/core'
import { countManifestChanges } from '@smarter-api/manifests'
import { type AnyChatbotManifest, kinds } from './generation.js'

const capacity = 128
const lifetime = 600_000

/** Options of finding a chatbot. */
export interface GetChatbotOptions extends RequestOptions {
  /**
   * Whether an earlier answer will do. `true` by default: a client remembers up to 128 chatbots for ten minutes, each as it was described,
   * until something is applied, deployed or deleted through this SDK. Nothing is remembered for clients whose key comes from a function
   * or that have middleware, nor for calls with headers or middleware of their own.
   */
  cache?: boolean | undefined
}

interface Memory {
  readonly manifest: AnyChatbotManifest
  readonly changes: number
  readonly until: number
}

// By client, so that no answer crosses from one key or one platform to another.
const memories = /* @__PURE__ */ new WeakMap<SmarterClient, Map<string, Memory>>()

/** Gives what was described before, where that may still hold, or describes and keeps it. The most recently used are kept. */
export async function remembered(
  client: SmarterClient,
  name: string,
  { cache = true, ...options }: GetChatbotOptions,
  describe: (options: RequestOptions) => Promise<AnyChatbotManifest>,
): Promise<AnyChatbotManifest> {
  if (!cache || mayChange(client, options)) return describe(options)
  const memory = memories.get(client) ?? new Map<string, Memory>()
  memories.set(client, memory)
  const known = memory.get(name)
  memory.delete(name)
  if (known && holds(client, known)) {
    memory.set(name, known)
    return structuredClone(known.manifest)
  }
  const changes = countManifestChanges()
  const manifest = await describe(options)
  memory.set(name, { manifest: structuredClone(manifest), changes, until: Date.now() + lifetime })
  const [oldest] = memory.keys()
  if (memory.size > capacity && oldest !== undefined) memory.delete(oldest)
  return manifest
}

/** Forgets what a client's chatbots were, because one of them is gone. */
export function forget(client: SmarterClient): void {
  memories.delete(client)
}

/** Whether the call may carry another key than the one before it, or must end before it begins. */
function mayChange({ settings, state }: SmarterClient, { headers, middleware, signal }: RequestOptions): boolean {
  const varies = typeof settings.apiKey === 'function' || settings.middleware.length > 0 || Boolean(headers ?? middleware)
  return varies || state.closed || signal?.aborted === true
}

function holds(client: SmarterClient, { manifest, changes, until }: Memory): boolean {
  return changes === countManifestChanges() && Date.now() < until && manifest.kind === kinds.get(client)
}
