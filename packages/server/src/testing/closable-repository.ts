import type { Repository } from '../repository/repository.js'

/** Wraps a repository that outlives its user: closing waits for the work in flight and refuses what comes later, and leaves the repository open. */
export function closableRepository(repository: Repository): Repository {
  const pending = new Set<Promise<unknown>>()
  let closed = false
  async function guarded<Result>(start: () => Promise<Result>): Promise<Result> {
    if (closed) throw new Error('The repository is closed.')
    const work = start()
    pending.add(work)
    return work.finally(() => pending.delete(work))
  }
  return {
    read: (work) => guarded(() => repository.read(work)),
    write: (work, options) => guarded(() => repository.write(work, options)),
    async close() {
      closed = true
      await Promise.allSettled(pending)
    },
  }
}
