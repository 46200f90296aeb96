import type { CreateEvaluatorLogRequest, Evaluator, EvaluatorRequest, EvaluatorSpec } from '@smarter-api/schemas/humanloop'
import type { VersionRecord } from '../../repository/repository.js'
import { pick } from '../files/file-kind.js'
import type { CallableKind } from '../files/file-kind.js'
import { checkSpec } from './check-spec.js'

const specFields = new Set(
  'evaluator_type arguments_type return_type attributes options number_limits number_valence prompt code instructions'.split(' '),
)

export const evaluatorKind: CallableKind<Evaluator> = {
  kind: 'evaluator',
  collection: 'evaluators',
  label: 'Evaluator',
  fileIdPrefix: 'ev',
  versionIdPrefix: 'evv',
  definitionIn: ({ spec }: CreateEvaluatorLogRequest) => spec && { spec },

  async toContent(_records, definition) {
    const { spec } = definition as EvaluatorRequest
    checkSpec(spec)
    return { spec: pick(spec, specFields) }
  },

  present: async (_records, shown) =>
    shown.map(({ version, base }) => {
      const spec = specOf(version)
      return { ...base, spec, attributes: spec.attributes ?? null, type: 'evaluator', inputs: [] }
    }),
}

/** Whether the server itself judges as a version says, or would if it ran code; people and other programs judge in their own time. */
export function isJudgedHere(version: VersionRecord): boolean {
  return ['llm', 'python'].includes(specOf(version).evaluator_type)
}

export function specOf(version: VersionRecord): EvaluatorSpec {
  return version.content['spec'] as EvaluatorSpec
}
