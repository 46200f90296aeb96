import type { FineTuningJobRecord } from '../../repository/repository.js'
import { settingsOf } from './job-settings.js'

const validationMilliseconds = 1000
const queueMilliseconds = 1000
const epochMilliseconds = 2000

/** When a job gets how far, in milliseconds since 1970; never while it pauses. */
export interface JobTimes {
  createdAt: number
  /** Its files are looked at. */
  checkedAt: number
  /** It begins to learn. */
  startedAt: number
  /** An epoch ends, the first being 1. */
  epochEnds: number[]
  doneAt: number
}

/**
 * Tells when a job gets how far. Nothing runs, for no model is trained here: the files are looked at for a second, the job waits for
 * another one, and each epoch takes two; pauses put off what comes after them.
 */
export function timesOf(job: FineTuningJobRecord): JobTimes {
  const begin = validationMilliseconds + queueMilliseconds
  const { epochs } = settingsOf(job)
  const epochEnds = Array.from({ length: epochs }, (_, index) => afterWork(job, begin + (index + 1) * epochMilliseconds))
  const startedAt = afterWork(job, begin)
  return { createdAt: Date.parse(job.createdAt), checkedAt: afterWork(job, validationMilliseconds), startedAt, epochEnds, doneAt: epochEnds.at(-1) ?? startedAt }
}

/** Time on the clock at which a job has worked this long. */
function afterWork({ createdAt, pauses }: FineTuningJobRecord, worked: number): number {
  let at = Date.parse(createdAt) + worked
  for (const { from, to } of pauses) {
    if (Date.parse(from) >= at) break
    at = to === null ? Infinity : at + Date.parse(to) - Date.parse(from)
  }
  return at
}
