import type { FineTuningJobCheckpoint, FineTuningJobEvent } from '@smarter-api/schemas/openai'
import type { FineTuningJobRecord } from '../../repository/repository.js'
import { reversed } from '../../reversed.js'
import { sorted } from '../../sorted.js'
import { timesOf } from './job-clock.js'
import { courseOf } from './job-course.js'
import { metricsOf } from './job-metrics.js'
import type { JobMetrics } from './job-metrics.js'
import { requestOf } from './job-settings.js'

interface Happening {
  /** When, in milliseconds since 1970. */
  at: number
  message: string
  level?: 'error'
  metrics?: JobMetrics
}

/** Name of the model that a job makes. */
export function modelNameOf(job: FineTuningJobRecord): string {
  const { model, suffix } = requestOf(job)
  return `ft:${model}:local:${suffix ?? ''}:${job.id.slice(-8)}`
}

/** What happened to a job so far, newest first. */
export function eventsOf(job: FineTuningJobRecord, now: string): FineTuningJobEvent[] {
  const { until } = courseOf(job, now)
  const happened = sorted([...begin(job), ...(job.fault === null ? learn(job) : fail(job, job.fault)), ...interrupt(job)], (one, other) => one.at - other.at)
  return reversed(happened.filter(({ at }) => at <= until).map((happening, index) => toEvent(job, happening, index)))
}

/** The models that a job made on its way so far, newest first. */
export function checkpointsOf(job: FineTuningJobRecord, now: string): FineTuningJobCheckpoint[] {
  const { until } = courseOf(job, now)
  const { epochEnds } = timesOf(job)
  const made = job.fault === null ? epochEnds.filter((end) => end <= until) : []
  const checkpoints = made.map((end, index): FineTuningJobCheckpoint => {
    const { step, total_steps: _total, ...metrics } = metricsOf(job, index + 1)
    return {
      id: `ftckpt_${job.id.slice(6)}_${step}`,
      object: 'fine_tuning.job.checkpoint',
      created_at: Math.floor(end / 1000),
      fine_tuned_model_checkpoint: `${modelNameOf(job)}:ckpt-step-${step}`,
      fine_tuning_job_id: job.id,
      step_number: step,
      metrics: { step, ...metrics },
    }
  })
  return reversed(checkpoints)
}

function begin(job: FineTuningJobRecord): Happening[] {
  const { createdAt } = timesOf(job)
  return [
    { at: createdAt, message: `Created fine-tuning job ${job.id}. This server trains no model: the job goes its way by the clock, and its figures are made up.` },
    { at: createdAt, message: `Validating training file ${requestOf(job).training_file}.` },
  ]
}

function fail(job: FineTuningJobRecord, { message }: { message: string }): Happening[] {
  return [{ at: timesOf(job).checkedAt, level: 'error', message: `The job failed. ${message}` }]
}

function learn(job: FineTuningJobRecord): Happening[] {
  const { checkedAt, startedAt, epochEnds, doneAt } = timesOf(job)
  const epochs = epochEnds.flatMap((at, index): Happening[] => {
    const metrics = metricsOf(job, index + 1)
    return [
      { at, message: `Step ${metrics.step}/${metrics.total_steps}: training loss=${metrics.train_loss}`, metrics },
      { at, message: `Checkpoint created at step ${metrics.step}.` },
    ]
  })
  return [
    { at: checkedAt, message: 'The files are valid; the job waits in the queue.' },
    { at: startedAt, message: 'The training has begun.' },
    ...epochs,
    { at: doneAt, message: `New fine-tuned model: ${modelNameOf(job)}.` },
    { at: doneAt, message: 'The job has succeeded.' },
  ]
}

function interrupt({ pauses, cancelledAt }: FineTuningJobRecord): Happening[] {
  const paused = pauses.flatMap(({ from, to }): Happening[] => [
    { at: Date.parse(from), message: 'The job was paused.' },
    ...(to === null ? [] : [{ at: Date.parse(to), message: 'The job was resumed.' }]),
  ])
  return cancelledAt === null ? paused : [...paused, { at: Date.parse(cancelledAt), message: 'The job was cancelled.' }]
}

function toEvent({ id }: FineTuningJobRecord, { at, message, level, metrics }: Happening, index: number): FineTuningJobEvent {
  return {
    id: `ftevent-${id.slice(6)}-${index}`,
    object: 'fine_tuning.job.event',
    created_at: Math.floor(at / 1000),
    level: level ?? 'info',
    message,
    type: metrics === undefined ? 'message' : 'metrics',
    data: metrics === undefined ? {} : { ...metrics },
  }
}
