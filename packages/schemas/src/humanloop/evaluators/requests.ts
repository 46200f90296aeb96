import * as v from 'valibot'
import { nullish, request } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { logContext, logOutcome, providerExchange } from '../shared/log-entries.js'
import { fileTarget, versionLabels } from '../shared/requests.js'
import { evaluatorSpec } from './evaluator-spec.js'
import { evaluatorVerdict } from './evaluator-verdict.js'
import type { CreateEvaluatorLogRequest, EvaluatorRequest } from './types.js'

/** Checks the body that makes an Evaluator or a version. */
export const EvaluatorRequestSchema: Schema<EvaluatorRequest> = request.object({
  ...fileTarget,
  ...versionLabels,
  spec: evaluatorSpec(request),
} satisfies Entries<EvaluatorRequest>)

/** Checks the body of a judgment. */
export const CreateEvaluatorLogRequestSchema: Schema<CreateEvaluatorLogRequest> = request.object({
  ...fileTarget,
  ...evaluatorVerdict(request),
  ...logOutcome(request),
  ...providerExchange,
  ...logContext(request),
  parent_id: v.string(),
  spec: nullish(evaluatorSpec(request)),
} satisfies Entries<CreateEvaluatorLogRequest>)
