import { SeedError } from './seed-error.js'
import { toText } from './seed-place.js'
import type { Place } from './seed-place.js'

/**
 * The platform that is seeded: what `createServer`, `handlers` or `serve` gave, or the address of a server that is somewhere else, as
 * `{ url: 'http://127.0.0.1:9357' }`.
 */
export type SeedTarget = ({ fetch(url: string, init: RequestInit): Promise<Response>; url?: string } | { fetch?: undefined; url: string }) & {
  /** Waits for work in the background, which each part of a seed may leave behind. Default: nothing is waited for. */
  idle?(): Promise<void>
}

/** A request that puts a part of a seed into the platform. */
export interface SeedRequest {
  /** The part. */
  place: Place
  /** Verb and path, such as `POST /v5/prompts`. */
  route: string
  /** Parameters that are `undefined` are left out. */
  query?: Record<string, unknown>
  body?: object
}

/** Sends parts of a seed, and gives the bodies of the answers. */
export type SendSeed = <Answer>(request: SeedRequest) => Promise<Answer>

const keyHeaders: [prefix: string, header: string, scheme: string][] = [
  ['/v5/', 'x-api-key', ''],
  ['/api/', 'authorization', 'Token '],
  ['/v1/', 'authorization', 'Bearer '],
]

/** @throws {SeedError} When the platform refuses, or cannot be reached; the error tells where in the seed the mistake is. */
export function createSeedClient(target: SeedTarget, apiKey: string | undefined): SendSeed {
  const base = (target.url ?? 'http://localhost').replace(/\/+$/, '')
  const ask = (url: string, init: RequestInit): Promise<Response> => (target.fetch === undefined ? fetch(url, init) : target.fetch(url, init))
  return async <Answer>({ place, route, query = {}, body }: SeedRequest) => {
    const [method = '', path = ''] = route.split(' ')
    const parameters = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
    const search = parameters.length === 0 ? '' : `?${String(new URLSearchParams(parameters))}`
    const sent = body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }
    const headers = { ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }), ...keyHeader(path, apiKey) }
    const response = await ask(`${base}${path}${search}`, { method, headers, ...sent }).catch((cause: unknown) => {
      const address = base.replace(/\/\/[^/]*@/, '//')
      throw new SeedError(toText(place), `The seed is not in the platform from ${toText(place)} on: ${address} cannot be reached.`, { cause })
    })
    const answer = readJson(await response.text())
    await target.idle?.()
    if (response.ok && answer !== undefined) return answer as Answer
    throw refused(place, route, response.status, answer)
  }
}

function keyHeader(path: string, apiKey: string | undefined): Record<string, string> {
  const found = keyHeaders.find(([prefix]) => path.startsWith(prefix))
  return apiKey === undefined || found === undefined ? {} : { [found[1]]: found[2] + apiKey }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface Refusal {
  detail?: string | { loc: (string | number)[]; msg: string }[]
  error?: { message?: string; description?: string }
}

function refused(place: Place, route: string, status: number, body: unknown): SeedError {
  const { detail, error } = Object(body) as Refusal
  const mistakes = Array.isArray(detail) ? detail.map(({ loc, msg }) => ({ place: [...place, ...loc.slice(1)], words: msg })) : []
  const said = typeof detail === 'string' ? detail : (error?.message ?? error?.description ?? 'it did not say why.')
  const [first = { place, words: said }, ...others] = mistakes
  const words = [first, ...others].map((mistake) => `${toText(mistake.place)}: ${mistake.words}`).join('; ')
  return new SeedError(toText(first.place), `The platform refuses a part of the seed. ${words} (${route} gave ${status})`, { status })
}
