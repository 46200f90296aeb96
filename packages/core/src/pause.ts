import { CallControl } from './call-control.js'
import type { Client } from './client.js'

/**
 * Waits between two calls that belong together, for helpers that ask again and again. The caller's signal and the client's `close()` end the
 * wait at once, as they end a call.
 *
 * @param route Names the wait in errors.
 */
export async function pause(client: Client, route: string, milliseconds: number, signal?: AbortSignal | null): Promise<void> {
  const control = new CallControl(client.state, route, {}, signal)
  try {
    await control.wait(milliseconds)
  } finally {
    control.end()
  }
}
