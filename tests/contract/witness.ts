import type { Fetch } from '@smarter-api/core'
import { findAnswerProblems } from './answer-check.js'
import { type Operation, operations } from './description.js'

/** One answer that was seen. */
export interface Sighting {
  readonly key: string
  readonly status: number
  readonly mediaType: string
  readonly problems: readonly string[]
}

/** Watches the answers to a client. */
export interface Witness {
  readonly fetch: Fetch
  /** Waits for what was seen so far. */
  sightings(): Promise<Sighting[]>
}

/** Compares each answer with the reference and passes it on. */
export function witness(fetch: Fetch): Witness {
  const pending: Promise<Sighting>[] = []
  return {
    fetch: async (url, init) => {
      const response = await fetch(url, init)
      pending.push(look(init?.method ?? 'GET', new URL(url).pathname, response.clone()))
      return response
    },
    sightings: () => Promise.all(pending),
  }
}

async function look(method: string, path: string, response: Response): Promise<Sighting> {
  const operation = findOperation(method, path.replace(/^\/v5/, ''))
  const problems = operation ? await findAnswerProblems(operation, response).catch((error: Error) => [error.message]) : ['the reference has no such operation']
  return { key: operation?.key ?? `${method} ${path}`, status: response.status, mediaType: response.headers.get('content-type')?.split(';')[0] ?? '', problems }
}

/** Finds the operation that a path is meant for; words of its own come before placeholders. */
export function findOperation(method: string, path: string): Operation | undefined {
  const fitting = operations.filter((operation) => operation.method === method && fits(operation.path, path))
  return fitting.toSorted((one, other) => one.path.split('{').length - other.path.split('{').length)[0]
}

function fits(template: string, path: string): boolean {
  return new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path)
}
