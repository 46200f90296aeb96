/** How much memory bodies take together, in bytes: those of requests that are not answered yet. A larger one that is allowed takes all of it. */
const roomForBodies = 128 * 1024 * 1024

/** Bodies up to this size, in bytes, are read at once. */
export const smallBody = 64 * 1024

/** Waits until there is room for as many bytes of a body. */
export type ClaimRoom = (bytes: number) => Promise<void>

/** Lets large bodies wait for each other, so that many of them at once do not take all memory. Until it is their turn they stay with their senders. */
export interface BodyRoom {
  /** Does work that may claim room, and gives back what it claimed in the end. */
  during<Result>(work: (claim: ClaimRoom) => Promise<Result>): Promise<Result>
}

export function createBodyRoom(size = roomForBodies): BodyRoom {
  const waiting: { bytes: number; enter(): void }[] = []
  let free = size

  function admit(): void {
    for (let first = waiting[0]; first !== undefined && first.bytes <= free; first = waiting[0]) {
      free -= first.bytes
      waiting.shift()
      first.enter()
    }
  }

  return {
    async during(work) {
      let held = 0
      try {
        return await work(async (wanted) => {
          const bytes = Math.min(wanted, size)
          await new Promise<void>((enter) => {
            waiting.push({ bytes, enter })
            admit()
          })
          held += bytes
        })
      } finally {
        free += held
        admit()
      }
    },
  }
}
