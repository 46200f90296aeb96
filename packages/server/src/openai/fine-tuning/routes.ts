import type { CursorQuery, ListFineTuningJobsQuery } from '@smarter-api/schemas/openai'
import { json } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import { route } from '../../http/route.js'
import type { Exchange, Handler, Route, Services } from '../../http/route.js'
import type { FineTuningJobRecord } from '../../repository/repository.js'
import { cutCursorPage, toCursorPage } from '../cursor-page.js'
import { wrongParam } from '../refusals.js'
import { createJob } from './create-job.js'
import { getJob, listJobs, readJobs } from './find-jobs.js'
import { courseOf } from './job-course.js'
import type { JobStatus } from './job-course.js'
import { checkpointsOf, eventsOf } from './job-events.js'
import { presentJob } from './present-job.js'

const usualJobs = 20
const usualEvents = 20
const usualCheckpoints = 10
const oneJob = '/fine_tuning/jobs/{fine_tuning_job_id}'

/** Fine-tuning jobs. */
export const fineTuningRoutes: Route[] = [
  route('POST /fine_tuning/jobs', createJob, { body: 'json' }),
  route('GET /fine_tuning/jobs', listPage),
  route(`GET ${oneJob}`, async (exchange) => json(presentJob(await readJob(exchange), exchange.services))),
  route(`POST ${oneJob}/cancel`, changeJob({ from: ['validating_files', 'queued', 'running', 'paused'], change: (_job, now) => ({ cancelledAt: now }) })),
  route(`POST ${oneJob}/pause`, changeJob({ from: ['queued', 'running'], change: ({ pauses }, now) => ({ pauses: [...pauses, { from: now, to: null }] }) })),
  route(`POST ${oneJob}/resume`, changeJob({ from: ['paused'], change: ({ pauses }, now) => ({ pauses: pauses.map(({ from, to }) => ({ from, to: to ?? now })) }) })),
  route<undefined, CursorQuery>(`GET ${oneJob}/events`, async (exchange) =>
    json(cutCursorPage(eventsOf(await readJob(exchange), exchange.services.now()), exchange.query, usualEvents)),
  ),
  route<undefined, CursorQuery>(`GET ${oneJob}/checkpoints`, async (exchange) =>
    json(cutCursorPage(checkpointsOf(await readJob(exchange), exchange.services.now()), exchange.query, usualCheckpoints)),
  ),
]

async function listPage({ query, services }: Exchange<undefined, ListFineTuningJobsQuery>): Promise<Answer> {
  const limit = query.limit ?? usualJobs
  const jobs = await readJobs(services, (records) => listJobs(records, query, limit + 1))
  return json(toCursorPage(jobs.map((job) => presentJob(job, services)), limit))
}

async function readJob({ param, services }: { param: Exchange['param']; services: Services }): Promise<FineTuningJobRecord> {
  const [job] = await readJobs(services, async (records) => [await getJob(records, param('fine_tuning_job_id'))])
  return job as FineTuningJobRecord
}

/** What a caller may do to a job. */
interface JobChange {
  /** How far the job may be. */
  from: JobStatus[]
  change(job: FineTuningJobRecord, now: string): Partial<Pick<FineTuningJobRecord, 'pauses' | 'cancelledAt'>>
}

function changeJob({ from, change }: JobChange): Handler {
  return async ({ param, services, commit }) =>
    commit(async (records) => {
      const job = await getJob(records, param('fine_tuning_job_id'))
      const { status } = courseOf(job, services.now())
      if (!from.includes(status)) throw wrongParam('fine_tuning_job_id', `The status of the job is ${status}. This needs one that is ${from.join(', ')}.`)
      const changes = change(job, services.now())
      await records.fineTuningJobs.update(job.id, changes)
      return json(presentJob({ ...job, ...changes }, services))
    })
}
