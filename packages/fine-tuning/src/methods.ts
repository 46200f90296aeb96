import { type ApiPromise, byCursor, type OpenAIStyleClient, type PagePromise, paginate, request, type RequestOptions } from '@smarter-api/core'
import type {
  CancelFineTuningJobParams,
  CreateFineTuningJobParams,
  FineTuningJob,
  FineTuningJobCheckpoint,
  FineTuningJobEvent,
  ListFineTuningJobCheckpointsParams,
  ListFineTuningJobEventsParams,
  ListFineTuningJobsParams,
  PauseFineTuningJobParams,
  ResumeFineTuningJobParams,
  RetrieveFineTuningJobParams,
} from '@smarter-api/schemas/openai'

/**
 * Makes a job that trains a model of your own, beginning with another.
 *
 * @param params `model` to begin with and `training_file`, the id of a file uploaded for the purpose `fine-tune`; the `method` and its
 *   settings, a file to measure by, a `suffix` for the new model's name.
 * @returns The job. It runs by itself: ask for it with `retrieve`, and for what happens to it with `listEvents`.
 * @throws BadRequestError When a field is missing or unusable, or there is no such file.
 * @throws NotFoundError When there is no such model, or no such route.
 * @throws RateLimitError When too many jobs are running.
 * @see POST /fine_tuning/jobs
 */
export function create(client: OpenAIStyleClient, params: CreateFineTuningJobParams, options?: RequestOptions): ApiPromise<FineTuningJob> {
  return request(client, 'POST /fine_tuning/jobs', params, options)
}

/**
 * Lists jobs, newest first.
 *
 * @param params The number of items on a page (20), the id to begin after, `metadata` that the jobs must have.
 * @returns The first page when awaited; every job of every page when iterated over.
 * @throws NotFoundError When there is no such route.
 * @see GET /fine_tuning/jobs
 */
export function list(client: OpenAIStyleClient, params?: ListFineTuningJobsParams, options?: RequestOptions): PagePromise<FineTuningJob> {
  return paginate(client, 'GET /fine_tuning/jobs', byCursor, params, options)
}

/**
 * Gives a job as it is now.
 *
 * @param params `fine_tuning_job_id`.
 * @throws NotFoundError When there is no such job.
 * @see GET /fine_tuning/jobs/{fine_tuning_job_id}
 */
export function retrieve(client: OpenAIStyleClient, params: RetrieveFineTuningJobParams, options?: RequestOptions): ApiPromise<FineTuningJob> {
  return request(client, 'GET /fine_tuning/jobs/{fine_tuning_job_id}', params, options)
}

/**
 * Ends a job at once and for good.
 *
 * @param params `fine_tuning_job_id`.
 * @throws BadRequestError When the job has ended.
 * @throws NotFoundError When there is no such job.
 * @see POST /fine_tuning/jobs/{fine_tuning_job_id}/cancel
 */
export function cancel(client: OpenAIStyleClient, params: CancelFineTuningJobParams, options?: RequestOptions): ApiPromise<FineTuningJob> {
  return request(client, 'POST /fine_tuning/jobs/{fine_tuning_job_id}/cancel', params, options)
}

/**
 * Lets a job rest until it is resumed.
 *
 * @param params `fine_tuning_job_id`.
 * @throws BadRequestError When the job has ended, or its method cannot rest.
 * @throws NotFoundError When there is no such job.
 * @see POST /fine_tuning/jobs/{fine_tuning_job_id}/pause
 */
export function pause(client: OpenAIStyleClient, params: PauseFineTuningJobParams, options?: RequestOptions): ApiPromise<FineTuningJob> {
  return request(client, 'POST /fine_tuning/jobs/{fine_tuning_job_id}/pause', params, options)
}

/**
 * Lets a job that rests go on.
 *
 * @param params `fine_tuning_job_id`.
 * @throws BadRequestError When the job does not rest.
 * @throws NotFoundError When there is no such job.
 * @see POST /fine_tuning/jobs/{fine_tuning_job_id}/resume
 */
export function resume(client: OpenAIStyleClient, params: ResumeFineTuningJobParams, options?: RequestOptions): ApiPromise<FineTuningJob> {
  return request(client, 'POST /fine_tuning/jobs/{fine_tuning_job_id}/resume', params, options)
}

/**
 * Lists what happened to a job, newest first.
 *
 * @param params `fine_tuning_job_id`; the number of items on a page (20), the id to begin after.
 * @returns The first page when awaited; every event of every page when iterated over.
 * @throws NotFoundError When there is no such job.
 * @see GET /fine_tuning/jobs/{fine_tuning_job_id}/events
 */
export function listEvents(client: OpenAIStyleClient, params: ListFineTuningJobEventsParams, options?: RequestOptions): PagePromise<FineTuningJobEvent> {
  return paginate(client, 'GET /fine_tuning/jobs/{fine_tuning_job_id}/events', byCursor, params, options)
}

/**
 * Lists the models that a job left on its way, newest first. Each can be used like any other model.
 *
 * @param params `fine_tuning_job_id`; the number of items on a page (10), the id to begin after.
 * @returns The first page when awaited; every checkpoint of every page when iterated over.
 * @throws NotFoundError When there is no such job.
 * @see GET /fine_tuning/jobs/{fine_tuning_job_id}/checkpoints
 */
export function listCheckpoints(
  client: OpenAIStyleClient,
  params: ListFineTuningJobCheckpointsParams,
  options?: RequestOptions,
): PagePromise<FineTuningJobCheckpoint> {
  return paginate(client, 'GET /fine_tuning/jobs/{fine_tuning_job_id}/checkpoints', byCursor, params, options)
}
