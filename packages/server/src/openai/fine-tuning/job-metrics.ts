import type { FineTuningJobRecord } from '../../repository/repository.js'
import { settingsOf } from './job-settings.js'

/** How well a model has learned by the end of an epoch. The figures are made up, and the same for every job. */
export interface JobMetrics {
  step: number
  total_steps: number
  train_loss: number
  train_mean_token_accuracy: number
}

export function metricsOf(job: FineTuningJobRecord, epoch: number): JobMetrics {
  const { epochs, steps } = settingsOf(job)
  const loss = 2 / (1 + epoch)
  return { step: epoch * steps, total_steps: epochs * steps, train_loss: rounded(loss), train_mean_token_accuracy: rounded(1 - loss / 3) }
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
