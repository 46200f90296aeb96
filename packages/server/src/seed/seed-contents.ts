import type {
  AgentRequest,
  CreateEvaluationRequest,
  CreateRunRequest,
  DatasetRequest,
  EvaluatorRequest,
  FileTarget,
  FlowRequest,
  LogAgentParams,
  LogEvaluatorParams,
  LogFlowParams,
  LogPromptParams,
  LogToolParams,
  PromptRequest,
  ToolRequest,
} from '@smarter-api/schemas/humanloop'
import type { CreateUploadRequest } from '@smarter-api/schemas/openai'
import type { SmarterManifest } from '@smarter-api/schemas/smarter'

/** What belongs to a version of a file in a seed. */
export type SeedVersion<Request> = Omit<Request, keyof FileTarget> & {
  /** Names of the environments that this version is deployed to. Default: none. */
  deploy?: readonly string[]
}

/** A version of a Prompt or an Agent, given as the text of its file. Fields beside it win. */
export type SeedText<Field extends string, Request> = Partial<SeedVersion<Request>> & { [Name in Field]: string }

/** A file with one version or, in the order of their making, with several, which are called what they are called in the seed. */
export type SeedFile<Version, Versions> = {
  /** Where the file is. Default: its name in the seed. */
  path?: string
} & ((Version & { versions?: never }) | { versions: { [Name in keyof Versions]: Version } })

/** Files of one kind. */
export type SeedFiles<Version, Files> = { [Name in keyof Files]: SeedFile<Version, Files[Name]> }

/** A run of an Evaluation, with the fields of `evaluations.createRun`. */
export interface SeedRun extends CreateRunRequest {
  /** Whether the other runs are compared with this one. Default: the first run is the one. */
  control?: boolean
}

/** An Evaluation, with the fields of `evaluations.create`. Its name is, unless it has one of its own, its name in the seed. */
export type SeedEvaluation<Runs> = CreateEvaluationRequest & {
  /** Runs, made in this order. Default: none. */
  runs?: { [Name in keyof Runs]: SeedRun }
}

/** A Log, with the fields of the method `log` of its kind: `prompts.log` and so on. `log_id` and `created_at` choose its id and its time. */
export type SeedLog =
  | ({ type: 'prompt' } & LogPromptParams)
  | ({ type: 'agent' } & LogAgentParams)
  | ({ type: 'tool' } & LogToolParams)
  | ({ type: 'flow' } & LogFlowParams)
  | ({ type: 'evaluator' } & LogEvaluatorParams)

/** A file for the OpenAI-style API, with the fields of `files.create`. */
export interface SeedUpload extends Omit<CreateUploadRequest, 'file'> {
  /** What is in it. */
  content: string | Uint8Array<ArrayBuffer> | Blob
  /** What it is called. Default: its name in the seed. */
  filename?: string
}

type Names = Record<string, unknown>
type NestedNames = Record<string, Names>

/** What `seed` puts into a platform. All of it is optional. The names are your own: what is made comes back under them. */
export interface SeedContents<
  Directories = Names,
  Tools = NestedNames,
  Prompts = NestedNames,
  Agents = NestedNames,
  Flows = NestedNames,
  Evaluators = NestedNames,
  Datasets = NestedNames,
  Uploads = Names,
  Manifests = Names,
  Evaluations = NestedNames,
  Logs = Names,
> {
  /** Paths of directories. Those that hold files come with the files. */
  directories?: { [Name in keyof Directories]: string }
  /** Tools, with the fields of `tools.upsert`. */
  tools?: SeedFiles<SeedVersion<ToolRequest>, Tools>
  /** Prompts, with the fields of `prompts.upsert`, or with the text of a `.prompt` file as `prompt`. */
  prompts?: SeedFiles<SeedVersion<PromptRequest> | SeedText<'prompt', PromptRequest>, Prompts>
  /** Agents, with the fields of `agents.upsert`, or with the text of an `.agent` file as `agent`. */
  agents?: SeedFiles<SeedVersion<AgentRequest> | SeedText<'agent', AgentRequest>, Agents>
  /** Flows, with the fields of `flows.upsert`. */
  flows?: SeedFiles<SeedVersion<FlowRequest>, Flows>
  /** Evaluators, with the fields of `evaluators.upsert`. */
  evaluators?: SeedFiles<SeedVersion<EvaluatorRequest>, Evaluators>
  /** Datasets, with the fields of `datasets.upsert`. */
  datasets?: SeedFiles<SeedVersion<DatasetRequest>, Datasets>
  /** Files for the OpenAI-style API. */
  uploads?: { [Name in keyof Uploads]: SeedUpload }
  /** Smarter's resources, applied in this order: manifests as objects, or as YAML or JSON text. */
  manifests?: { [Name in keyof Manifests]: SmarterManifest | string }
  /** Evaluations and their runs. */
  evaluations?: { [Name in keyof Evaluations]: SeedEvaluation<Evaluations[Name]> }
  /** Logs, made in this order. */
  logs?: { [Name in keyof Logs]: SeedLog }
}
