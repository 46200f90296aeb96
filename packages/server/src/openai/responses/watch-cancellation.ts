import type { Services } from '../../http/route.js'
import { ModelFailure } from '../../model/model.js'
import { isRunning, responseOf } from './stored-response.js'

const interval = 500

/**
 * Watches whether a background response is still wanted. It looks at what is stored, for it may be another process that cancels or deletes the response.
 *
 * @returns A signal that ends the work, and a way to stop watching.
 */
export function watchCancellation(services: Services, id: string): { signal: AbortSignal; stop(): void } {
  const controller = new AbortController()
  const look = async (): Promise<void> => {
    const found = await services.repository.read(({ responses }) => responses.find(id))
    if (found === undefined || !isRunning(responseOf(found))) controller.abort(new ModelFailure(499, 'caller', 'The response was cancelled.'))
  }
  // A look that fails is made up for by the next one.
  const timer = setInterval(() => void look().catch(() => undefined), interval)
  return { signal: controller.signal, stop: () => clearInterval(timer) }
}
