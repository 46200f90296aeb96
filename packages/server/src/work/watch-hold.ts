import type { Records, Repository, WorkRecord } from '../repository/repository.js'
import { every } from './timers.js'

/** How soon work that is taken away ends, in milliseconds. */
const interval = 500

/** Work in the hands of somebody. */
export type Hold = Pick<WorkRecord, 'id' | 'owner' | 'attempts'>

/** Whether work is still in the hands of who began it. */
export async function isHeld({ work }: Records, { id, owner, attempts }: Hold): Promise<boolean> {
  const current = await work.find(id)
  return current?.owner === owner && current.attempts === attempts
}

/**
 * Watches whether work stays in the hands of who does it. Whoever cancels it removes it, and whoever takes it for left behind takes it over, in this
 * process or another one: so it looks at what is stored.
 *
 * @returns A signal that aborts when the work is gone, and a way to stop watching.
 */
export function watchHold(repository: Repository, hold: Hold): { signal: AbortSignal; stop(): void } {
  const controller = new AbortController()
  const look = async (): Promise<void> => {
    if (!(await repository.read((records) => isHeld(records, hold)))) controller.abort(new Error('The work was cancelled, or somebody else took it over.'))
  }
  // A look that fails is made up for by the next one.
  const stop = every(interval, () => void look().catch(() => undefined))
  return { signal: controller.signal, stop }
}
