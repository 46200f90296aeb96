import type { CreateFineTuningJobRequest, FineTuningHyperparameters, FineTuningMethod } from '@smarter-api/schemas/openai'
import { isKnown } from '@smarter-api/schemas'
import type { FineTuningJobRecord } from '../../repository/repository.js'

const usualEpochs = 3
const mostEpochs = 50
const usualRate = 2

export function requestOf({ request }: FineTuningJobRecord): CreateFineTuningJobRequest {
  return request as Record<string, unknown> & CreateFineTuningJobRequest
}

/** How a model learns. */
export interface JobSettings {
  epochs: number
  /** Steps of one epoch. */
  steps: number
  /** As they were given, `auto` where they were not. */
  given: Learning
  /** As they are, once the job runs. */
  resolved: Learning
}

/** The settings of the training, in the newer form and in the older one. */
export interface Learning {
  hyperparameters: FineTuningHyperparameters
  method: FineTuningMethod
}

export function settingsOf(job: FineTuningJobRecord): JobSettings {
  const { method, hyperparameters: older } = requestOf(job)
  const type = isKnown(method?.type, ['dpo', 'reinforcement']) ? method.type : 'supervised'
  const wished = { n_epochs: 'auto', batch_size: 'auto', learning_rate_multiplier: 'auto', ...older, ...method?.[type]?.hyperparameters } as const
  const epochs = Math.min(numberOr(wished.n_epochs, usualEpochs), mostEpochs)
  const batchSize = numberOr(wished.batch_size, Math.max(1, Math.floor(job.examples / 500)))
  const learning = (hyperparameters: FineTuningHyperparameters): Learning => ({ hyperparameters, method: { type, [type]: { ...method?.[type], hyperparameters } } })
  return {
    epochs,
    steps: Math.max(1, Math.ceil(job.examples / batchSize)),
    given: learning(wished),
    resolved: learning({ ...wished, n_epochs: epochs, batch_size: batchSize, learning_rate_multiplier: typeof wished.learning_rate_multiplier === 'number' ? wished.learning_rate_multiplier : usualRate }),
  }
}

function numberOr(given: number | 'auto' | null, usual: number): number {
  return typeof given === 'number' && given >= 1 ? Math.floor(given) : usual
}
