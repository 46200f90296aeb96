import { canonicalJson, sha256 } from '../digest.js'
import type { Records, Repository, WorkRecord } from '../repository/repository.js'

/** Work that is to be done after the answer. */
export interface NewWork extends Pick<WorkRecord, 'kind' | 'rank' | 'subjectId' | 'content'> {
  /** What makes it the same work, within its kind. */
  key: string[]
}

/** Takes down work in the very transaction that makes it necessary, so that neither is kept without the other. */
export interface WorkQueue {
  /** Adds work. It begins once the transaction is committed; what waits already is not added again. */
  add(records: Records, works: NewWork[]): Promise<void>
}

/** Makes a queue, and the repository whose writes it watches: `onAdded` is called after a write that added work. */
export function watchWork(repository: Repository, onAdded: () => void): { repository: Repository; queue: WorkQueue } {
  const added = new WeakSet<Records>()
  return {
    repository: {
      ...repository,
      async write(work, options) {
        let written: Records | undefined
        const result = await repository.write((records) => {
          written = records
          return work(records)
        }, options)
        if (written !== undefined && added.delete(written)) onAdded()
        return result
      },
    },
    queue: {
      async add(records, works) {
        if (works.length === 0) return
        await records.work.add(await Promise.all(works.map(withId)))
        added.add(records)
      },
    },
  }
}

async function withId({ key, ...work }: NewWork): Promise<Pick<WorkRecord, 'id' | 'kind' | 'rank' | 'subjectId' | 'content'>> {
  return { id: `${work.kind}_${(await sha256(canonicalJson(key))).slice(0, 32)}`, ...work }
}
