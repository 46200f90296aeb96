import { bind, type Bound, type OpenAIStyleClient } from '@smarter-api/core'
import type * as Methods from './methods.js'
import { cancel, create, list, listCheckpoints, listEvents, pause, resume, retrieve } from './methods.js'

/** The models that a job left on its way. */
export interface FineTuningCheckpoints {
  /**
   * Lists the models that a job left on its way, newest first. Each can be used like any other model.
   *
   * @param params `fine_tuning_job_id`; the number of items on a page (10), the id to begin after.
   * @returns The first page when awaited; every checkpoint of every page when iterated over.
   * @throws NotFoundError When there is no such job.
   * @see GET /fine_tuning/jobs/{fine_tuning_job_id}/checkpoints
   */
  readonly list: Bound<typeof Methods>['listCheckpoints']
}

/** Every function on jobs with the client filled in. */
export interface FineTuningJobs extends Bound<Omit<typeof Methods, 'listCheckpoints'>> {
  /** The models that a job left on its way. */
  readonly checkpoints: FineTuningCheckpoints
}

/** Trains models of your own. */
export interface FineTuning {
  /** Jobs: make, follow, pause and end them. */
  readonly jobs: FineTuningJobs
}

/**
 * Binds every function on fine-tuning to a client.
 *
 * @example
 * ```ts
 * const { jobs } = fineTuning(createOpenAIClient())
 * const job = await jobs.create({ model: 'gpt-4o-mini', training_file: 'file-abc123' })
 * ```
 */
export function fineTuning(client: OpenAIStyleClient): FineTuning {
  return {
    jobs: {
      ...bind(client, { cancel, create, list, listEvents, pause, resume, retrieve }),
      checkpoints: bind(client, { list: listCheckpoints }),
    },
  }
}
