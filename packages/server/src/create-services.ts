import { toHex } from './digest.js'
import type { Services } from './http/route.js'
import { builtinModel } from './model/builtin-model.js'
import type { ServerOptions } from './options.js'
import type { Records, Repository } from './repository/repository.js'
import { watchWork } from './work/work-queue.js'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const idLength = 20
const bytesAtOnce = 4096
const defaultEnvironments = ['production', 'staging', 'development'] as const

/** Gathers what handlers work with; the environments are there before the first of them reads. `onWork` hears of work that was added. */
export function createServices(options: ServerOptions, repository: Repository, onWork: () => void): Services {
  const clock = options.clock ?? (() => new Date())
  const random = options.random ?? randomBytes()
  const now = (): string => clock().toISOString()
  const watched = watchWork(withEnvironments(repository, options.environments ?? defaultEnvironments, now), onWork)
  return {
    repository: watched.repository,
    work: watched.queue,
    model: options.model ?? builtinModel,
    era: options.era ?? 'llmclient',
    publicURL: options.publicURL?.replace(/\/+$/, ''),
    now,
    later: (milliseconds) => new Date(clock().getTime() + milliseconds).toISOString(),
    createId: (prefix) => toId(prefix, random(idLength)),
    randomHex: (bytes) => toHex(random(bytes)),
  }
}

function toId(prefix: string, bytes: Uint8Array): string {
  let id = `${prefix}_`
  for (const byte of bytes) id += alphabet[byte % alphabet.length] ?? ''
  return id
}

/** Draws bytes from the platform many at once: each time it is asked costs as much as thousands of bytes. */
function randomBytes(): (bytes: number) => Uint8Array {
  const drawn = new Uint8Array(bytesAtOnce)
  let used = bytesAtOnce
  return (bytes) => {
    if (used + bytes > bytesAtOnce) {
      crypto.getRandomValues(drawn)
      used = 0
    }
    used += bytes
    return drawn.slice(used - bytes, used)
  }
}

function withEnvironments(repository: Repository, names: readonly string[], now: () => string): Repository {
  let provided: Promise<void> | undefined
  const provide = (): Promise<void> => {
    provided ??= repository.write((records) => provideEnvironments(records, names, now())).catch((error: unknown) => {
      provided = undefined
      throw error
    })
    return provided
  }
  return {
    read: async (work) => {
      await provide()
      return repository.read(work)
    },
    write: async (work, options) => {
      await provide()
      return repository.write(work, options)
    },
    close: () => repository.close(),
  }
}

async function provideEnvironments({ environments }: Records, names: readonly string[], createdAt: string): Promise<void> {
  const known = new Set((await environments.list()).map(({ name }) => name))
  for (const name of [...new Set(names)].filter((candidate) => !known.has(candidate))) {
    await environments.insert({ id: `env_${name}`, name, isDefault: known.size === 0 && name === names[0], createdAt })
  }
}
