import * as v from 'valibot'
import { answer, freeMap, map, nullish, text, variant } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { agentLimits, inlineTool, linkedFileEntries } from '../agents/agent-kernel.js'
import type { Agent, AgentInlineTool, AgentLinkedFile } from '../agents/types.js'
import { datapointEntries } from '../datasets/datapoint.js'
import type { Datapoint, Dataset } from '../datasets/types.js'
import type { Evaluator, EvaluatorSpec } from '../evaluators/types.js'
import { evaluatorSpec } from '../evaluators/evaluator-spec.js'
import type { Flow } from '../flows/types.js'
import type { Prompt } from '../prompts/types.js'
import { fileNotes, versionLabels } from '../shared/requests.js'
import { modelSettings, paginatedData, ToolFunctionSchema, toolFunctionEntries } from '../shared/schemas.js'
import type { LinkedTool } from '../shared/types.js'
import { toolDefinition } from '../tools/tool-kernel.js'
import type { Tool } from '../tools/types.js'
import type {
  AnyFile,
  CallableFile,
  Environment,
  EvaluatorAggregate,
  FileBase,
  FileEnvironment,
  Input,
  MonitoredFile,
  MonitoringEvaluator,
  PaginatedDataAnyFile,
  VersionDeploymentResponse,
  VersionIdResponse,
  VersionReference,
} from './types.js'

// The six kinds of file contain each other (a Prompt's Evaluators, an Evaluator's environments, …), so they live in one module.

const environmentEntries = {
  id: v.string(),
  created_at: v.string(),
  name: v.string(),
  tag: v.string(),
} satisfies Entries<Environment>

/** Checks an environment. */
export const EnvironmentSchema: Schema<Environment> = v.looseObject(environmentEntries)

/** Checks a placeholder of a template. */
export const InputSchema: Schema<Input> = v.looseObject({ name: v.string() } satisfies Entries<Input>)

/** Checks an average judgment. */
export const EvaluatorAggregateSchema: Schema<EvaluatorAggregate> = v.looseObject({
  value: v.number(),
  evaluator_id: v.string(),
  evaluator_version_id: v.string(),
  created_at: v.string(),
  updated_at: v.string(),
} satisfies Entries<EvaluatorAggregate>)

const anyFile: Schema<AnyFile> = v.lazy(() => AnyFileSchema)

/** Checks a reference to a version. */
export const VersionReferenceSchema: Schema<VersionReference> = variant<VersionReference>(answer, 'type', {
  environment: v.looseObject({
    type: v.literal('environment'),
    file: anyFile,
    environment: EnvironmentSchema,
  } satisfies Entries<VersionDeploymentResponse>),
  version: v.looseObject({ type: v.literal('version'), version: anyFile } satisfies Entries<VersionIdResponse>),
})

/** Checks an Evaluator that judges new Logs of a file. */
export const MonitoringEvaluatorSchema: Schema<MonitoringEvaluator> = v.looseObject({
  version_reference: VersionReferenceSchema,
  version: nullish(v.lazy(() => EvaluatorSchema)),
  state: v.string(),
  created_at: v.string(),
  updated_at: v.string(),
} satisfies Entries<MonitoringEvaluator>)

const fileEntries = {
  ...fileNotes,
  ...versionLabels,
  path: v.string(),
  id: v.string(),
  directory_id: text,
  name: v.string(),
  version_id: v.string(),
  environments: nullish(v.array(EnvironmentSchema)),
  created_at: v.string(),
  updated_at: v.string(),
  created_by: v.exactOptional(v.unknown()),
  last_used_at: v.string(),
} satisfies Entries<FileBase>

const monitoredEntries = {
  ...fileEntries,
  version_logs_count: v.number(),
  evaluators: nullish(v.array(MonitoringEvaluatorSchema)),
  evaluator_aggregates: nullish(v.array(EvaluatorAggregateSchema)),
} satisfies Entries<MonitoredFile>

const callableEntries = {
  ...monitoredEntries,
  total_logs_count: v.number(),
  inputs: v.array(InputSchema),
} satisfies Entries<CallableFile>

/** Checks a function taken from a Tool file. */
export const LinkedToolSchema: Schema<LinkedTool> = v.looseObject({
  ...toolFunctionEntries,
  id: v.string(),
  version_id: v.string(),
} satisfies Entries<LinkedTool>)

export const promptEntries = {
  ...callableEntries,
  ...modelSettings(answer),
  type: nullish(v.literal('prompt')),
  schema: map,
  tools: nullish(v.array(ToolFunctionSchema)),
  linked_tools: nullish(v.array(LinkedToolSchema)),
  attributes: map,
  raw_file_content: text,
} satisfies Entries<Prompt>

/** Checks a Prompt at one version. */
export const PromptSchema: Schema<Prompt> = v.looseObject(promptEntries)

/** Checks a Tool at one version. */
export const ToolSchema: Schema<Tool> = v.looseObject({
  ...callableEntries,
  ...toolDefinition(answer),
  type: nullish(v.literal('tool')),
  signature: text,
} satisfies Entries<Tool>)

/** Checks one test case. */
export const DatapointSchema: Schema<Datapoint> = v.looseObject({
  ...datapointEntries(answer),
  id: v.string(),
} satisfies Entries<Datapoint>)

/** Checks a Dataset at one version. */
export const DatasetSchema: Schema<Dataset> = v.looseObject({
  ...fileEntries,
  type: nullish(v.literal('dataset')),
  schema: map,
  datapoints_count: v.number(),
  datapoints: nullish(v.array(DatapointSchema)),
  attributes: map,
} satisfies Entries<Dataset>)

/** Checks how an Evaluator judges. */
export const EvaluatorSpecSchema: Schema<EvaluatorSpec> = evaluatorSpec(answer)

/** Checks an Evaluator at one version. */
export const EvaluatorSchema: Schema<Evaluator> = v.looseObject({
  ...callableEntries,
  type: nullish(v.literal('evaluator')),
  schema: map,
  spec: EvaluatorSpecSchema,
  attributes: map,
} satisfies Entries<Evaluator>)

/** Checks a Flow at one version. */
export const FlowSchema: Schema<Flow> = v.looseObject({
  ...monitoredEntries,
  type: nullish(v.literal('flow')),
  schema: map,
  attributes: freeMap,
} satisfies Entries<Flow>)

const agentTool = variant<AgentLinkedFile | AgentInlineTool>(answer, 'type', {
  file: v.looseObject({ ...linkedFileEntries(answer), file: nullish(anyFile) } satisfies Entries<AgentLinkedFile>),
  inline: inlineTool(answer),
})

/** Checks an Agent at one version. */
export const AgentSchema: Schema<Agent> = v.looseObject({
  ...callableEntries,
  ...modelSettings(answer),
  ...agentLimits(answer),
  type: nullish(v.literal('agent')),
  schema: map,
  tools: v.array(agentTool),
  committed_by: v.exactOptional(v.unknown()),
  committed_at: text,
  status: v.string(),
  raw_file_content: text,
} satisfies Entries<Agent>)

export const fileSchemas = {
  prompt: PromptSchema,
  tool: ToolSchema,
  dataset: DatasetSchema,
  evaluator: EvaluatorSchema,
  flow: FlowSchema,
  agent: AgentSchema,
}

function guessKind(file: Record<string, unknown>): string | undefined {
  if ('spec' in file) return 'evaluator'
  if ('datapoints_count' in file) return 'dataset'
  if ('model' in file) return 'status' in file ? 'agent' : 'prompt'
  if ('inputs' in file) return 'tool'
  return 'attributes' in file ? 'flow' : undefined
}

export function fileOf<File>(schemas: Record<string, Schema<File>>): Schema<File> {
  return variant(answer, 'type', schemas, guessKind)
}

/** Checks a file of any kind: by its `type`, and without one by the fields that only one kind has. */
export const AnyFileSchema: Schema<AnyFile> = fileOf<AnyFile>(fileSchemas)

/** Checks an environment and what is deployed to it. */
export const FileEnvironmentSchema: Schema<FileEnvironment> = v.looseObject({
  ...environmentEntries,
  file: nullish(AnyFileSchema),
} satisfies Entries<FileEnvironment>)

/** Checks the environments of a file. */
export const FileEnvironmentListSchema: Schema<FileEnvironment[]> = v.array(FileEnvironmentSchema)

/** Checks one page of files of any kind. */
export const PaginatedDataAnyFileSchema: Schema<PaginatedDataAnyFile> = paginatedData(AnyFileSchema)
