import type { Answer, StreamAnswer } from './answer.js'
import { claim, claimAndCommit } from './idempotency.js'
import type { Attempt } from './idempotency.js'
import type { BodyLimits } from './read-body.js'
import { readInput, readQuery } from './read-input.js'
import type { Dialect, Exchange, Route, Services } from './route.js'

/** A request whose route is found. */
export interface Match {
  route: Route
  dialect: Dialect
  request: Request
  params: Record<string, string>
}

/** Runs a route: reads and checks the input, honours an idempotency key, and calls the handler. */
export async function dispatch(match: Match, services: Services, limits: BodyLimits): Promise<Answer> {
  const { route, dialect, request, params } = match
  const url = new URL(request.url)
  const { body, source } = await readInput(request, route, dialect, limits)
  const key = request.headers.get('idempotency-key')
  const isStored = key !== null && !route.reads
  const open = {
    body,
    query: readQuery(url, route, dialect),
    request,
    url,
    services,
    isStored,
    param: (name: string) => params[name] ?? '',
  }
  if (!isStored) {
    return route.handler({
      ...open,
      commit: (work, { isApart = false } = {}) => services.repository.write(work, { about: isApart ? services.createId('write') : undefined }),
    })
  }
  const caller = `${request.headers.get('authorization')} ${request.headers.get('x-api-key')}`
  const repeatable = { key, caller, route: `${request.method} ${url.pathname}${url.search}`, body: source }
  if (route.isOneWrite) return route.handler({ ...open, commit: await claimAndCommit(services, repeatable) })
  const claimed = await claim(services, repeatable)
  return 'answer' in claimed ? claimed.answer : runAttempt(route, open, claimed.attempt)
}

async function runAttempt(route: Route, open: Omit<Exchange, 'commit'>, attempt: Attempt): Promise<Answer> {
  let isStreaming = false
  try {
    const answer = await route.handler({ ...open, commit: (work, options) => attempt.commit(work, options) })
    isStreaming = 'pieces' in answer
    return 'pieces' in answer ? endAfter(answer, attempt) : answer
  } finally {
    if (!isStreaming) await attempt.end()
  }
}

function endAfter(answer: StreamAnswer, attempt: Attempt): StreamAnswer {
  async function* pieces(): AsyncGenerator<string, undefined> {
    try {
      yield* { [Symbol.asyncIterator]: () => answer.pieces }
    } finally {
      await attempt.end()
    }
    return undefined
  }
  return { ...answer, pieces: pieces() }
}
