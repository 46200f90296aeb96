import * as v from 'valibot'
import { byField, nullish, request } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import type {
  EvaluatorActivationDeactivationRequest,
  MonitoringEvaluatorEnvironmentRequest,
  MonitoringEvaluatorRequest,
  MonitoringEvaluatorVersionRequest,
  RetrieveByPathRequest,
} from './types.js'

const byVersion = request.object({ evaluator_version_id: v.string() } satisfies Entries<MonitoringEvaluatorVersionRequest>)
const byEnvironment = request.object({
  evaluator_id: v.string(),
  environment_id: v.string(),
} satisfies Entries<MonitoringEvaluatorEnvironmentRequest>)

const evaluators = v.array(byField<MonitoringEvaluatorRequest>({ evaluator_id: byEnvironment }, byVersion))

/** Checks the body that attaches and detaches Evaluators. */
export const EvaluatorActivationDeactivationRequestSchema: Schema<EvaluatorActivationDeactivationRequest> = request.object({
  activate: nullish(evaluators),
  deactivate: nullish(evaluators),
} satisfies Entries<EvaluatorActivationDeactivationRequest>)

/** Checks the body that names a file by its path. */
export const RetrieveByPathRequestSchema: Schema<RetrieveByPathRequest> = request.object({
  path: v.string(),
} satisfies Entries<RetrieveByPathRequest>)
