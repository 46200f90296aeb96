import * as v from 'valibot'
import { byField, flag, nullish, request, text } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { fileTarget } from '../shared/requests.js'
import type {
  AddEvaluatorsRequest,
  AddLogsToRunRequest,
  CreateEvaluationRequest,
  CreateRunRequest,
  EvaluatorChoice,
  EvaluatorFileId,
  EvaluatorFilePath,
  EvaluatorVersionId,
  FileId,
  FilePath,
  FileRequest,
  Orchestration,
  UpdateEvaluationRunRequest,
  VersionChoice,
  VersionId,
} from './types.js'

const versionId = { version_id: v.string() } satisfies Entries<VersionId>
const filePath = { path: v.string(), environment: text } satisfies Entries<FilePath>
const fileId = { id: v.string(), environment: text } satisfies Entries<FileId>

/** Checks how a version is chosen. */
export const VersionChoiceSchema: Schema<VersionChoice> = byField<VersionChoice>(
  { version_id: request.object(versionId), path: request.object(filePath) },
  request.object(fileId),
)

const orchestration = { orchestrated: flag } satisfies Entries<Orchestration>

/** Checks how the version of an Evaluator is chosen. */
export const EvaluatorChoiceSchema: Schema<EvaluatorChoice> = byField<EvaluatorChoice>(
  {
    version_id: request.object({ ...versionId, ...orchestration } satisfies Entries<EvaluatorVersionId>),
    path: request.object({ ...filePath, ...orchestration } satisfies Entries<EvaluatorFilePath>),
  },
  request.object({ ...fileId, ...orchestration } satisfies Entries<EvaluatorFileId>),
)

const addEvaluators = { evaluators: v.array(EvaluatorChoiceSchema) } satisfies Entries<AddEvaluatorsRequest>

/** Checks the body that adds Evaluators. */
export const AddEvaluatorsRequestSchema: Schema<AddEvaluatorsRequest> = request.object(addEvaluators)

/** Checks the body that makes an Evaluation. */
export const CreateEvaluationRequestSchema: Schema<CreateEvaluationRequest> = request.object({
  ...addEvaluators,
  file: nullish(request.object(fileTarget satisfies Entries<FileRequest>)),
  name: text,
} satisfies Entries<CreateEvaluationRequest>)

/** Checks the body that makes a run. */
export const CreateRunRequestSchema: Schema<CreateRunRequest> = request.object({
  dataset: nullish(VersionChoiceSchema),
  version: nullish(VersionChoiceSchema),
  orchestrated: flag,
  use_existing_logs: flag,
} satisfies Entries<CreateRunRequest>)

/** Checks the body that changes a run. */
export const UpdateEvaluationRunRequestSchema: Schema<UpdateEvaluationRunRequest> = request.object({
  control: flag,
  status: nullish(request.word('pending', 'running', 'completed', 'cancelled')),
} satisfies Entries<UpdateEvaluationRunRequest>)

/** Checks the body that adds Logs to a run. */
export const AddLogsToRunRequestSchema: Schema<AddLogsToRunRequest> = request.object({
  log_ids: v.array(v.string()),
} satisfies Entries<AddLogsToRunRequest>)
