import type { Repository, WorkRecord } from '../repository/repository.js'
import { every } from './timers.js'

/** How soon work that is taken away ends, in milliseconds. */
const interval = 500

/** Watches whether work stays in the hands of who does it. */
export interface HoldWatch {
  /** Begins to watch; the signal aborts when the work is gone. */
  begin(work: WorkRecord): AbortSignal
  end(work: WorkRecord): void
}

/**
 * Makes a watch over what one owner does. Whoever cancels work removes it, and whoever takes it for left behind takes it over, in this process or another
 * one: so it looks at what is stored, at all of it at once.
 */
export function watchHolds(repository: Repository, owner: string): HoldWatch {
  const watched = new Map<WorkRecord, AbortController>()
  let stop: (() => void) | undefined

  async function look(): Promise<void> {
    // What is begun from now on need not be there yet.
    const before = [...watched]
    const held = new Map((await repository.read(({ work }) => work.listHeld(owner))).map(({ id, attempts }) => [id, attempts]))
    for (const [{ id, attempts }, controller] of before) {
      if (held.get(id) !== attempts) controller.abort(new Error('The work was cancelled, or somebody else took it over.'))
    }
  }

  return {
    begin(work) {
      const controller = new AbortController()
      watched.set(work, controller)
      // A look that fails is made up for by the next one.
      stop ??= every(interval, () => void look().catch(() => undefined))
      return controller.signal
    },
    end(work) {
      watched.delete(work)
      if (watched.size > 0) return
      stop?.()
      stop = undefined
    },
  }
}
