import type { FineTuningJobRecord } from '../../repository/repository.js'
import { timesOf } from './job-clock.js'

export type JobStatus = 'validating_files' | 'queued' | 'running' | 'paused' | 'succeeded' | 'failed' | 'cancelled'

/** How far a job is by some time. */
export interface JobCourse {
  status: JobStatus
  /** When it ended, in milliseconds since 1970. */
  finishedAt: number | null
  /** Until when things happened to it, in milliseconds since 1970: now, or its cancellation. */
  until: number
}

export function courseOf(job: FineTuningJobRecord, now: string): JobCourse {
  const { checkedAt, startedAt, doneAt } = timesOf(job)
  const until = Date.parse(job.cancelledAt ?? now)
  const course = (status: JobStatus, finishedAt: number | null = null): JobCourse => ({ status, finishedAt, until })
  if (job.fault !== null && checkedAt <= until) return course('failed', checkedAt)
  if (doneAt <= until) return course('succeeded', doneAt)
  if (job.cancelledAt !== null) return course('cancelled', until)
  if (job.pauses.at(-1)?.to === null) return course('paused')
  if (startedAt <= until) return course('running')
  return course(checkedAt <= until ? 'queued' : 'validating_files')
}
