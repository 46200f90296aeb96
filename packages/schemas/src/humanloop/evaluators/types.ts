import type { OpenEnum } from '../../open-enum.js'
import type { CallableFile, EvaluatorActivationDeactivationRequest } from '../files/types.js'
import type { Log, LogBase } from '../logs/types.js'
import type { PromptKernelRequest } from '../prompts/types.js'
import type {
  DeploymentQuery,
  EnvironmentParams,
  FileListQuery,
  IdParams,
  LogPlacement,
  VersionListQuery,
  VersionParams,
  VersionSelector,
} from '../shared/params.js'
import type {
  ChatMessage,
  CreatedLog,
  FileTarget,
  FreeMap,
  LogContext,
  LogOutcome,
  PaginatedData,
  ProviderExchange,
  UpdateFileRequest,
  UpdateVersionRequest,
  VersionLabels,
  VersionList,
} from '../shared/types.js'

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

/** Makes an Evaluator, or a version of one. Source: `EvaluatorRequest`. */
export interface EvaluatorRequest extends FileTarget, VersionLabels {
  /** How it judges. */
  spec: EvaluatorSpec
}

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

/** All versions of an Evaluator. Source: `ListEvaluators`. */
export type ListEvaluators = VersionList<Evaluator>

/** One page of Evaluators. Source: `PaginatedDataEvaluatorResponse`. */
export type PaginatedDataEvaluatorResponse = PaginatedData<Evaluator>

/** A judgment: its type follows the Evaluator's `return_type`. Source: `EvaluatorLogResponseJudgment`. */
export type EvaluatorJudgment = boolean | string | string[] | number

/** What an Evaluator says about a Log. Source: `CreateEvaluatorLogRequest`. */
export interface EvaluatorVerdict {
  /** The judgment as a message. */
  output_message?: ChatMessage | null
  /** The judgment. */
  judgment?: EvaluatorJudgment | null
  /** On people's judgments: whether they called it done. */
  marked_completed?: boolean | null
}

/** One judgment of a Log. Source: `EvaluatorLogResponse`. */
export interface EvaluatorLog extends LogBase, EvaluatorVerdict {
  /** The Evaluator and version that judged. */
  evaluator: Evaluator
  /** Id of the judged Log. */
  parent_id?: string | null
  /** The judged Log; present when asked for. */
  parent?: Log | null
}

/** What comes back from logging a judgment. Source: `CreateEvaluatorLogResponse`. */
export interface CreateEvaluatorLogResponse extends CreatedLog {
  /** Id of the judged Log. */
  parent_id: string
  /** Id of the session, from an older form of traces. */
  session_id?: string | null
}

/** Body of a judgment that was made elsewhere. Source: `CreateEvaluatorLogRequest`. */
export interface CreateEvaluatorLogRequest extends FileTarget, EvaluatorVerdict, LogOutcome, ProviderExchange, LogContext {
  /** Id of the judged Log. */
  parent_id: string
  /** The Evaluator itself: an equal version is used, or a new one made. */
  spec?: EvaluatorSpec | null
}

/** Moves or renames an Evaluator. Source: `UpdateEvaluatorRequest`. */
export interface UpdateEvaluatorRequest extends UpdateFileRequest {}

/** Params of `logEvaluator`. */
export interface LogEvaluatorParams extends Omit<CreateEvaluatorLogRequest, 'environment'>, LogPlacement {}

/** Params of `listEvaluators`. */
export interface ListEvaluatorsParams extends FileListQuery {}

/** Params of `upsertEvaluator`. */
export interface UpsertEvaluatorParams extends EvaluatorRequest {}

/** Params of `getEvaluator`. */
export interface GetEvaluatorParams extends IdParams, VersionSelector {}

/** Params of `deleteEvaluator`. */
export interface DeleteEvaluatorParams extends IdParams {}

/** Params of `moveEvaluator`. */
export interface MoveEvaluatorParams extends IdParams, UpdateEvaluatorRequest {}

/** Params of `listEvaluatorVersions`. */
export interface ListEvaluatorVersionsParams extends IdParams, VersionListQuery {}

/** Params of `deleteEvaluatorVersion`. */
export interface DeleteEvaluatorVersionParams extends VersionParams {}

/** Params of `updateEvaluatorVersion`. */
export interface UpdateEvaluatorVersionParams extends VersionParams, UpdateVersionRequest {}

/** Params of `setEvaluatorDeployment`. */
export interface SetEvaluatorDeploymentParams extends EnvironmentParams, DeploymentQuery {}

/** Params of `removeEvaluatorDeployment`. */
export interface RemoveEvaluatorDeploymentParams extends EnvironmentParams {}

/** Params of `listEvaluatorEnvironments`. */
export interface ListEvaluatorEnvironmentsParams extends IdParams {}

/** Params of `updateEvaluatorMonitoring`. */
export interface UpdateEvaluatorMonitoringParams extends IdParams, EvaluatorActivationDeactivationRequest {}
