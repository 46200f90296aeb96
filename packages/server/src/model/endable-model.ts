import { ModelFailure } from './model.js'
import type { Model } from './model.js'

/** A model whose answers can be ended before their time. */
export interface EndableModel extends Model {
  /** Ends all answers that are at work, and all that are asked for from now on: the server stops. */
  endAll(): void
}

const nothing = { output: '', toolCalls: [], finishReason: 'stop', promptTokens: 0, outputTokens: 0 }

/**
 * Lets answers end before their time, when the signal of their request says so. They fail with its reason at once, also where the model does not look
 * at signals; what it still says is dropped.
 */
export function endableModel(model: Model): EndableModel {
  const atWork = new Set<AbortController>()
  let stopped: ModelFailure | undefined
  return {
    name: model.name,
    ...(model.choose === undefined ? {} : { choose: model.choose }),
    async *answer(request) {
      const { controller, ended, release } = follow(request.signal)
      if (stopped !== undefined) controller.abort(stopped)
      controller.signal.throwIfAborted()
      atWork.add(controller)
      const pieces = model.answer({ ...request, signal: controller.signal })
      try {
        for (;;) {
          const piece = await Promise.race([pieces.next(), ended])
          if (piece.done) return piece.value
          yield piece.value
        }
      } catch (error) {
        throw controller.signal.aborted ? controller.signal.reason : error
      } finally {
        atWork.delete(controller)
        release()
        // A model that still waits for its provider is not waited for.
        pieces.return(nothing).catch(() => undefined)
      }
    },
    endAll() {
      stopped = new ModelFailure(503, 'smarter-server', 'The server stopped before the answer was done. Ask again.')
      for (const controller of atWork) controller.abort(stopped)
    },
  }
}

/** A signal of our own that follows another one, and a promise that fails when it says the end. */
function follow(signal: AbortSignal | undefined): { controller: AbortController; ended: Promise<never>; release(): void } {
  const controller = new AbortController()
  const end = (): void => controller.abort(signal?.reason)
  if (signal?.aborted) end()
  signal?.addEventListener('abort', end)
  const ended = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error))
  })
  ended.catch(() => undefined)
  return { controller, ended, release: () => signal?.removeEventListener('abort', end) }
}
