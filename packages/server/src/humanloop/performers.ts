import type { Services } from '../http/route.js'
import type { Performer } from '../work/worker.js'
import { answerPerformer } from './evaluations/answer-performer.js'
import { answerWork } from './evaluations/request-answers.js'
import { judgmentPerformer } from './evaluators/judgment-performer.js'
import { judgmentWork } from './evaluators/request-judgments.js'

/** Knows how to do what requests to Humanloop's API leave behind. */
export function humanloopPerformers(services: Services): Record<string, Performer> {
  return { [answerWork]: answerPerformer(services), [judgmentWork]: judgmentPerformer(services) }
}
