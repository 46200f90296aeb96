import type { CreateEvaluatorLogRequest, Evaluator, EvaluatorRequest, EvaluatorSpec } from '@smarter-api/schemas/humanloop'
import type { VersionRecord } from '../../repository/repository.js'
import type { CallableKind } from '../files/file-kind.js'

export const evaluatorKind: CallableKind<Evaluator> = {
  kind: 'evaluator',
  collection: 'evaluators',
  label: 'Evaluator',
  fileIdPrefix: 'ev',
  versionIdPrefix: 'evv',
  definitionIn: ({ spec }: CreateEvaluatorLogRequest) => spec && { spec },
  toContent: async (_records, definition) => ({ spec: (definition as EvaluatorRequest).spec }),
  present: async (_records, { version }, base) => ({ ...base, spec: specOf(version), type: 'evaluator', inputs: [] }),
}

export function specOf(version: VersionRecord): EvaluatorSpec {
  return version.content['spec'] as EvaluatorSpec
}
