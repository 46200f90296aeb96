import { ModelFailure } from '../model/model.js'
import type { Exchange } from './route.js'

/** What ends work for a caller that went away. */
export interface Following {
  signal?: AbortSignal
  /** Says that the reader of a stream went away. */
  leave?(): void
}

/**
 * Follows a caller, so that work for it can end when it goes away. Where an answer is stored under an idempotency key nothing is followed: a repeat of
 * the request asks for it.
 */
export function followCaller({ request, isStored }: Pick<Exchange, 'request' | 'isStored'>): Following {
  if (isStored) return {}
  const controller = new AbortController()
  const leave = (): void => controller.abort(new ModelFailure(499, 'caller', 'The caller went away before the answer was done.'))
  if (request.signal.aborted) leave()
  request.signal.addEventListener('abort', leave)
  return { signal: controller.signal, leave }
}
