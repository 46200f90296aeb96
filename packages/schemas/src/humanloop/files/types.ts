import type { OpenEnum } from '../../open-enum.js'
import type { Agent } from '../agents/types.js'
import type { Dataset } from '../datasets/types.js'
import type { Evaluator } from '../evaluators/types.js'
import type { Flow } from '../flows/types.js'
import type { Prompt } from '../prompts/types.js'
import type { FileListQuery } from '../shared/params.js'
import type { FileNotes, PaginatedData, User, VersionLabels } from '../shared/types.js'
import type { Tool } from '../tools/types.js'

/** Whether an environment is the one used when none is named. Source: `EnvironmentTag`. */
export type EnvironmentTag = OpenEnum<'default' | 'other'>

/** A place that versions are deployed to, such as production. Source: `EnvironmentResponse`. */
export interface Environment {
  /** Id of the environment; deployments use it. */
  id: string
  /** When it was made, ISO 8601. */
  created_at: string
  /** Its name; queries use it. */
  name: string
  /** `default` for the one that is used when none is named. */
  tag: EnvironmentTag
}

/** An environment and the file version deployed to it. Source: `FileEnvironmentResponse`. */
export interface FileEnvironment extends Environment {
  /** The deployed version; absent or `null` when nothing is deployed. */
  file?: AnyFile | null
}

/** A placeholder of a template. Source: `InputResponse`. */
export interface Input {
  /** Name of the placeholder. */
  name: string
}

/** The average judgment of one Evaluator over a version's Logs. Source: `EvaluatorAggregate`. */
export interface EvaluatorAggregate {
  /** The average. */
  value: number
  /** Id of the Evaluator. */
  evaluator_id: string
  /** Id of the Evaluator's version. */
  evaluator_version_id: string
  /** When it was first computed, ISO 8601. */
  created_at: string
  /** When it was last computed, ISO 8601. */
  updated_at: string
}

/** Points at whatever is deployed to an environment. Source: `VersionDeploymentResponse`. */
export interface VersionDeploymentResponse {
  /** Marks the reference as one to an environment. */
  type: 'environment'
  /** The file as deployed. */
  file: AnyFile
  /** The environment. */
  environment: Environment
}

/** Points at one version. Source: `VersionIdResponse`. */
export interface VersionIdResponse {
  /** Marks the reference as one to a version. */
  type: 'version'
  /** The file at that version. */
  version: AnyFile
}

/** Points at a version, directly or through an environment. Source: `VersionReferenceResponse`. */
export type VersionReference = VersionDeploymentResponse | VersionIdResponse

/** An Evaluator that judges new Logs of a file. Source: `MonitoringEvaluatorResponse`. */
export interface MonitoringEvaluator {
  /** Which version of the Evaluator is used. */
  version_reference: VersionReference
  /** The Evaluator at that version. */
  version?: Evaluator | null
  /** Whether it judges new Logs. */
  state: OpenEnum<'active' | 'inactive'>
  /** When it was attached, ISO 8601. */
  created_at: string
  /** When it was last changed, ISO 8601. */
  updated_at: string
}

/** What every kind of file has: the file, and the version of it that was asked for. */
export interface FileBase extends FileNotes, VersionLabels {
  /** Path of the file, folders included, without its ending. */
  path: string
  /** Id of the file. */
  id: string
  /** Id of the folder it is in. */
  directory_id?: string | null
  /** Last part of the path. */
  name: string
  /** Id of this version. */
  version_id: string
  /** Environments that this version is deployed to. */
  environments?: Environment[] | null
  /** When the version was made, ISO 8601. */
  created_at: string
  /** When the version was last changed, ISO 8601. */
  updated_at: string
  /** Who made the version. */
  created_by?: User | null
  /** When the version was last used, ISO 8601. */
  last_used_at: string
}

/** A file whose Logs Evaluators can judge. */
export interface MonitoredFile extends FileBase {
  /** Logs made with this version. */
  version_logs_count: number
  /** Evaluators that judge new Logs. */
  evaluators?: MonitoringEvaluator[] | null
  /** Average judgments of this version; present when asked for. */
  evaluator_aggregates?: EvaluatorAggregate[] | null
}

/** A file with placeholders, whose Logs are counted over all versions. */
export interface CallableFile extends MonitoredFile {
  /** Logs made with any version. */
  total_logs_count: number
  /** Placeholders of the template, or arguments of the code. */
  inputs: Input[]
}

/**
 * Any kind of file; `type` tells which. Source: `FileEnvironmentResponseFile`.
 *
 * A kind that the platform adds later validates too, so keep a default branch.
 */
export type AnyFile = Prompt | Tool | Dataset | Evaluator | Flow | Agent

/** The kinds of file. Source: `FileType`. */
export type FileType = OpenEnum<'prompt' | 'tool' | 'dataset' | 'evaluator' | 'flow' | 'agent'>

/** One page of files of any kind. Source: the answer of `GET /files`. */
export type PaginatedDataAnyFile = PaginatedData<AnyFile>

/** Names a file by its path. Source: `BodyRetrieveByPathFilesRetrieveByPathPost`. */
export interface RetrieveByPathRequest {
  /** Path of the file, folders included, without its ending. */
  path: string
}

/** Query of one file of any kind. */
export interface AnyFileQuery {
  /** Name of the environment whose deployed version is meant. Without it: the default environment. */
  environment?: string
  /** Whether Prompts and Agents carry their text as `raw_file_content`. Default `false`. */
  include_raw_file_content?: boolean
}

/** Query of a list of files of any kind. */
export interface AnyFileListQuery extends Omit<FileListQuery, 'user_filter'>, AnyFileQuery {
  /** Only files in this folder and the folders below it. */
  path?: string
  /** Only templates, or only files that are none. */
  template?: boolean
  /** Only files of these kinds. */
  type?: FileType[]
}

/** Params of `listFiles`. */
export interface ListFilesParams extends AnyFileListQuery {}

/** Params of `retrieveFileByPath`. */
export interface RetrieveFileByPathParams extends RetrieveByPathRequest, AnyFileQuery {}

/** Attaches one version of an Evaluator. Source: `MonitoringEvaluatorVersionRequest`. */
export interface MonitoringEvaluatorVersionRequest {
  /** Id of the Evaluator's version. */
  evaluator_version_id: string
}

/** Attaches whatever version of an Evaluator is deployed to an environment. Source: `MonitoringEvaluatorEnvironmentRequest`. */
export interface MonitoringEvaluatorEnvironmentRequest {
  /** Id of the Evaluator. */
  evaluator_id: string
  /** Id of the environment. */
  environment_id: string
}

/** Names an Evaluator to attach or detach. Source: `EvaluatorActivationDeactivationRequestActivateItem`. */
export type MonitoringEvaluatorRequest = MonitoringEvaluatorVersionRequest | MonitoringEvaluatorEnvironmentRequest

/** Changes which Evaluators judge new Logs. Source: `EvaluatorActivationDeactivationRequest`. */
export interface EvaluatorActivationDeactivationRequest {
  /** Evaluators to attach. */
  activate?: MonitoringEvaluatorRequest[] | null
  /** Evaluators to detach. */
  deactivate?: MonitoringEvaluatorRequest[] | null
}
