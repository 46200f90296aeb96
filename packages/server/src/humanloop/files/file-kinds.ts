import { agentKind } from '../agents/agent-kind.js'
import { datasetKind } from '../datasets/dataset-kind.js'
import { evaluatorKind } from '../evaluators/evaluator-kind.js'
import { flowKind } from '../flows/flow-kind.js'
import { promptKind } from '../prompts/prompt-kind.js'
import { toolKind } from '../tools/tool-kind.js'
import type { FileKind } from './file-kind.js'

const kinds: readonly FileKind[] = [promptKind, toolKind, flowKind, evaluatorKind, agentKind, datasetKind]

/** Finds what is particular to the kind of a stored file. */
export function kindNamed(name: string): FileKind {
  const found = kinds.find(({ kind }) => kind === name)
  if (found === undefined) throw new Error(`Files of kind "${name}" are not known.`)
  return found
}
