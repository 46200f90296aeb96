import type { OpenEnum } from '../../open-enum.js'
import type { CallableFile } from '../files/types.js'
import type { Log, LogBase } from '../logs/types.js'
import type { PromptKernelRequest } from '../prompts/types.js'
import type { ChatMessage, FreeMap } from '../shared/types.js'

/** Whether a judgment needs a target to compare with. Source: `EvaluatorArgumentsType`. */
export type EvaluatorArgumentsType = OpenEnum<'target_free' | 'target_required'>

/** What a judgment is. Source: `EvaluatorReturnTypeEnum`. */
export type EvaluatorReturnType = OpenEnum<'boolean' | 'number' | 'select' | 'multi_select' | 'text'>

/** Whether a judgment is good news. Source: `Valence`. */
export type Valence = OpenEnum<'positive' | 'negative' | 'neutral'>

/** One choice of a `select` judgment. Source: `EvaluatorJudgmentOptionResponse`. */
export interface EvaluatorJudgmentOption {
  /** Name of the choice. */
  name: string
  /** Whether choosing it is good news. Default `neutral`. */
  valence?: Valence | null
}

/** Bounds of a `number` judgment. Source: `EvaluatorJudgmentNumberLimit`. */
export interface EvaluatorJudgmentNumberLimit {
  /** Smallest judgment. */
  min?: number | null
  /** Largest judgment. */
  max?: number | null
  /** Distance between two judgments. */
  step?: number | null
}

/** What all kinds of Evaluators say about their judgments. */
export interface EvaluatorSpecBase {
  /** Whether a target is needed. */
  arguments_type: EvaluatorArgumentsType
  /** What a judgment is. */
  return_type: EvaluatorReturnType
  /** Free details that tell versions apart. */
  attributes?: FreeMap | null
  /** The choices of a `select` or `multi_select` judgment. */
  options?: EvaluatorJudgmentOption[] | null
  /** Bounds of a `number` judgment. */
  number_limits?: EvaluatorJudgmentNumberLimit | null
  /** Whether a high number is good news. */
  number_valence?: Valence | null
}

/** An Evaluator that asks a model. Source: `LlmEvaluatorRequest`. */
export interface LlmEvaluatorRequest extends EvaluatorSpecBase {
  /** Marks the Evaluator as one that asks a model. */
  evaluator_type: 'llm'
  /** The prompt that judges. */
  prompt?: PromptKernelRequest | null
}

/** An Evaluator that runs Python. Source: `CodeEvaluatorRequest`. */
export interface CodeEvaluatorRequest extends EvaluatorSpecBase {
  /** Marks the Evaluator as code. */
  evaluator_type: 'python'
  /** The Python code that judges. */
  code: string
}

/** An Evaluator that asks people. Source: `HumanEvaluatorRequest`. */
export interface HumanEvaluatorRequest extends EvaluatorSpecBase {
  /** Marks the Evaluator as people. */
  evaluator_type: 'human'
  /** What people should look for. */
  instructions?: string | null
}

/** An Evaluator that runs outside the platform. Source: `ExternalEvaluatorRequest`. */
export interface ExternalEvaluatorRequest extends EvaluatorSpecBase {
  /** Marks the Evaluator as one outside the platform. */
  evaluator_type: 'external'
}

/** How an Evaluator judges; `evaluator_type` tells which kind. Source: `EvaluatorResponseSpec`. */
export type EvaluatorSpec = LlmEvaluatorRequest | CodeEvaluatorRequest | HumanEvaluatorRequest | ExternalEvaluatorRequest

/** A file that judges Logs, at one version. Source: `EvaluatorResponse`. */
export interface Evaluator extends CallableFile {
  /** Marks the file as an Evaluator. */
  type?: 'evaluator' | null
  /** JSON Schema of the file's content. */
  schema?: FreeMap | null
  /** How it judges. */
  spec: EvaluatorSpec
  /** Free details that tell versions apart. */
  attributes?: FreeMap | null
}

/** A judgment: its type follows the Evaluator's `return_type`. Source: `EvaluatorLogResponseJudgment`. */
export type EvaluatorJudgment = boolean | string | string[] | number

/** One judgment of a Log. Source: `EvaluatorLogResponse`. */
export interface EvaluatorLog extends LogBase {
  /** The Evaluator and version that judged. */
  evaluator: Evaluator
  /** Id of the judged Log. */
  parent_id?: string | null
  /** The judged Log; present when asked for. */
  parent?: Log | null
  /** The judgment as a message. */
  output_message?: ChatMessage | null
  /** The judgment. */
  judgment?: EvaluatorJudgment | null
  /** On people's judgments: whether they called it done. */
  marked_completed?: boolean | null
}
