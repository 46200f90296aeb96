import type { Upkeep } from '../repository/upkeep.js'

/** What there is to do. */
interface Chore {
  /** How much waits. */
  measure(): Promise<number>
  /** Does a little of it, in some milliseconds. */
  doSome(): Promise<void>
}

/** When it is done. */
export interface Pace {
  /** How much has to wait before it begins. Once begun, it goes on to the end. Default: 1000. */
  least?: number
  /** With how much waiting it no longer looks out for a quiet moment. Default: 10 000. */
  most?: number
}

/** How long nobody may have asked for anything, and how often it looks, in milliseconds. */
const quiet = 100
const afterFailure = 60_000
/** How much of the time it leaves to others, while they ask for something. */
const othersShare = 9

/**
 * Does a chore in quiet moments, little by little. When too much waits, it takes a tenth of the time. What fails is tried again a minute later.
 */
export function startUpkeep({ measure, doSome }: Chore, { least = 1000, most = 10_000 }: Pace = {}): Upkeep {
  let timer: NodeJS.Timeout | undefined
  let isUsed = false
  let isBegun = false
  let isAtWork = false
  let isStopped = false
  let turn = Promise.resolve()

  /** Gives how long to wait for the next turn; `undefined`: until the repository is used. */
  async function takeTurn(): Promise<number | undefined> {
    const wasUsed = isUsed
    isUsed = false
    const waiting = await measure()
    isBegun = waiting > 0 && (isBegun || waiting >= least)
    if (!isBegun) return undefined
    if (wasUsed && waiting < most) return quiet
    const start = performance.now()
    await doSome()
    const taken = performance.now() - start
    return isUsed ? taken * othersShare : taken
  }

  async function next(): Promise<void> {
    timer = undefined
    isAtWork = true
    const pause = await takeTurn().catch(() => afterFailure)
    isAtWork = false
    if (pause !== undefined) wait(pause)
    else if (isUsed) wait(quiet)
  }

  function wait(pause: number): void {
    if (isStopped || isAtWork || timer !== undefined) return
    timer = setTimeout(() => void (turn = next()), pause)
    timer.unref()
  }

  wait(quiet)
  return {
    note() {
      isUsed = true
      wait(quiet)
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await turn
    },
  }
}
