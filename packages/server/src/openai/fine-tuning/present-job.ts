import type { FineTuningJob } from '@smarter-api/schemas/openai'
import type { Services } from '../../http/route.js'
import type { FineTuningJobRecord, Records } from '../../repository/repository.js'
import { toSeconds } from '../seconds.js'
import { timesOf } from './job-clock.js'
import { courseOf } from './job-course.js'
import { modelNameOf } from './job-events.js'
import { metricsOf } from './job-metrics.js'
import { requestOf, settingsOf } from './job-settings.js'

const bytesPerToken = 4

/** A job as callers see it now. */
export function presentJob(job: FineTuningJobRecord, { now }: Services): FineTuningJob {
  const { status, finishedAt, until } = courseOf(job, now())
  const { startedAt, doneAt } = timesOf(job)
  const { model, training_file, validation_file, metadata, integrations, seed } = requestOf(job)
  const { epochs, given, resolved } = settingsOf(job)
  const hasSucceeded = status === 'succeeded'
  const hasBegun = job.fault === null && startedAt <= until
  return {
    id: job.id,
    object: 'fine_tuning.job',
    created_at: toSeconds(job.createdAt),
    status,
    model,
    training_file,
    validation_file: validation_file ?? null,
    fine_tuned_model: hasSucceeded ? modelNameOf(job) : null,
    finished_at: finishedAt === null ? null : Math.floor(finishedAt / 1000),
    estimated_finish: status === 'running' ? Math.floor(doneAt / 1000) : null,
    error: status === 'failed' && job.fault !== null ? { code: `invalid_${job.fault.param}`, ...job.fault } : null,
    ...(hasBegun ? resolved : given),
    integrations: integrations ?? [],
    metadata: metadata ?? null,
    organization_id: 'local',
    result_files: job.resultFileId === null ? [] : [job.resultFileId],
    seed: seed ?? 0,
    trained_tokens: hasSucceeded ? Math.ceil(job.bytes / bytesPerToken) * epochs : null,
  }
}

/** Whether a job has succeeded, and its results are still to be written. */
export function lacksResults(job: FineTuningJobRecord, { now }: Services): boolean {
  return job.resultFileId === null && courseOf(job, now()).status === 'succeeded'
}

/** Writes the file with the results of a job that has succeeded, once. */
export async function writeResults({ uploads, fineTuningJobs }: Records, { now, randomHex }: Services, job: FineTuningJobRecord): Promise<FineTuningJobRecord> {
  const { epochs } = settingsOf(job)
  const rows = Array.from({ length: epochs }, (_, index) => metricsOf(job, index + 1)).map((metrics) => `${metrics.step},${metrics.train_loss},${metrics.train_mean_token_accuracy}`)
  const content = new TextEncoder().encode(`${['step,train_loss,train_mean_token_accuracy', ...rows].join('\n')}\n`)
  const id = `file-${randomHex(12)}`
  await uploads.insert(
    { id, filename: 'step_metrics.csv', purpose: 'fine-tune-results', bytes: content.byteLength, fault: null, createdAt: now(), expiresAt: null },
    content,
  )
  await fineTuningJobs.update(job.id, { resultFileId: id })
  return { ...job, resultFileId: id }
}
