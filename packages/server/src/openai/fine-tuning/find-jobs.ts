import type { ListFineTuningJobsQuery, Metadata } from '@smarter-api/schemas/openai'
import type { Services } from '../../http/route.js'
import type { FineTuningJobRecord, Records } from '../../repository/repository.js'
import { unknownCursor } from '../cursor-page.js'
import { notFound } from '../refusals.js'
import { requestOf } from './job-settings.js'
import { lacksResults, writeResults } from './present-job.js'

const jobsAtOnce = 100

export async function getJob({ fineTuningJobs }: Records, id: string): Promise<FineTuningJobRecord> {
  const found = await fineTuningJobs.find(id)
  if (found === undefined) throw notFound('fine-tuning job', id)
  return found
}

/** Lists the newest jobs with these labels. */
export async function listJobs({ fineTuningJobs }: Records, { after, metadata = {} }: ListFineTuningJobsQuery, limit: number): Promise<FineTuningJobRecord[]> {
  if (after !== undefined && (await fineTuningJobs.find(after)) === undefined) throw unknownCursor(after)
  const found: FineTuningJobRecord[] = []
  const next = (last: string | undefined) => fineTuningJobs.list({ after: last, order: 'desc', limit: jobsAtOnce })
  for (let jobs = await next(after); jobs.length > 0 && found.length < limit; jobs = await next(jobs.at(-1)?.id)) {
    found.push(...jobs.filter((job) => hasLabels(requestOf(job).metadata ?? {}, metadata)))
  }
  return found.slice(0, limit)
}

/** Reads jobs, and first writes the results of those that have succeeded in the meantime: no timer does. */
export async function readJobs(services: Services, find: (records: Records) => Promise<FineTuningJobRecord[]>): Promise<FineTuningJobRecord[]> {
  const jobs = await services.repository.read(find)
  if (!jobs.some((job) => lacksResults(job, services))) return jobs
  return services.repository.write(async (records) => {
    const settled: FineTuningJobRecord[] = []
    for (const job of await find(records)) settled.push(lacksResults(job, services) ? await writeResults(records, services, job) : job)
    return settled
  })
}

function hasLabels(labels: Metadata, wanted: Metadata): boolean {
  return Object.entries(wanted).every(([name, value]) => Object.hasOwn(labels, name) && labels[name] === value)
}
