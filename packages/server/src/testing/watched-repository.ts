import type { LogRecord, Records, Repository } from '../repository/repository.js'

/** Wraps a repository: `committed` runs after a write that stored a Log is durable, before its caller hears of it. */
export function watchedRepository(repository: Repository, committed: (log: LogRecord) => Promise<void>): Repository {
  return {
    ...repository,
    async write(work, options) {
      let stored: LogRecord | undefined
      const result = await repository.write((records) => work(watched(records, (log) => (stored = log))), options)
      if (stored !== undefined) await committed(stored)
      return result
    },
  }
}

function watched(records: Records, inserted: (log: LogRecord) => void): Records {
  const logs = {
    ...records.logs,
    async insert(log: LogRecord) {
      await records.logs.insert(log)
      inserted(log)
    },
  }
  return { ...records, logs }
}
