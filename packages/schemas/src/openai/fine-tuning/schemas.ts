import * as v from 'valibot'
import { answer, type Direction, freeMap, map, nullish, number, request, text, textList } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { cursorPage, cursorQuery, labels, MetadataSchema } from '../shared/schemas.js'
import type {
  CreateFineTuningJobRequest,
  FineTuningHyperparameters,
  FineTuningIntegration,
  FineTuningJob,
  FineTuningJobCheckpoint,
  FineTuningJobCheckpointPage,
  FineTuningJobEvent,
  FineTuningJobEventPage,
  FineTuningJobPage,
  FineTuningMethod,
  FineTuningMethodSettings,
  ListFineTuningJobsQuery,
} from './types.js'

const amount = nullish(v.union([v.number(), v.literal('auto')]))

function hyperparameters(direction: Direction): Schema<FineTuningHyperparameters> {
  return direction.object({
    batch_size: amount,
    learning_rate_multiplier: amount,
    n_epochs: amount,
    beta: amount,
    compute_multiplier: amount,
    eval_interval: amount,
    eval_samples: amount,
    reasoning_effort: text,
  } satisfies Entries<FineTuningHyperparameters>)
}

function method(direction: Direction): Schema<FineTuningMethod> {
  const settings = nullish(
    direction.object({
      hyperparameters: nullish(hyperparameters(direction)),
      grader: v.exactOptional(freeMap),
    } satisfies Entries<FineTuningMethodSettings>),
  )
  return direction.object({
    type: direction.word('supervised', 'dpo', 'reinforcement'),
    supervised: settings,
    dpo: settings,
    reinforcement: settings,
  } satisfies Entries<FineTuningMethod>)
}

function integration(direction: Direction): Schema<FineTuningIntegration> {
  return direction.object({
    type: direction.word('wandb'),
    wandb: direction.object({ project: v.string(), name: text, entity: text, tags: textList } satisfies Entries<FineTuningIntegration['wandb']>),
  } satisfies Entries<FineTuningIntegration>)
}

/** Checks the body of a new job. */
export const CreateFineTuningJobRequestSchema: Schema<CreateFineTuningJobRequest> = request.object({
  model: request.text({ min: 1 }),
  training_file: request.text({ min: 1 }),
  hyperparameters: v.exactOptional(hyperparameters(request)),
  integrations: nullish(v.array(integration(request))),
  metadata: nullish(MetadataSchema),
  method: v.exactOptional(method(request)),
  seed: nullish(request.integer({ min: 0, max: 2_147_483_647 })),
  suffix: nullish(request.text({ min: 1, max: 64 })),
  validation_file: text,
} satisfies Entries<CreateFineTuningJobRequest>)

/** Checks the query of a list of jobs and gathers the labels in it. */
export const ListFineTuningJobsQuerySchema: Schema<unknown, ListFineTuningJobsQuery> = v.pipe(
  v.looseObject(cursorQuery(100)),
  v.transform(({ after, limit, ...rest }) => {
    const metadata = Object.entries(rest).flatMap(([name, value]) => {
      const label = /^metadata\[(.*)\]$/s.exec(name)?.[1]
      return label === undefined || typeof value !== 'string' ? [] : [[label, value] as const]
    })
    return { ...(after !== undefined && { after }), ...(limit !== undefined && { limit }), ...(metadata.length > 0 && { metadata: Object.fromEntries(metadata) }) }
  }),
)

/** Checks a job. */
export const FineTuningJobSchema: Schema<FineTuningJob> = v.looseObject({
  id: v.string(),
  object: v.string(),
  created_at: v.number(),
  status: v.string(),
  model: v.string(),
  training_file: v.string(),
  validation_file: text,
  fine_tuned_model: text,
  finished_at: number,
  estimated_finish: number,
  error: nullish(v.looseObject({ code: text, message: text, param: text })),
  hyperparameters: nullish(hyperparameters(answer)),
  method: nullish(method(answer)),
  integrations: nullish(v.array(integration(answer))),
  metadata: nullish(labels),
  organization_id: text,
  result_files: textList,
  seed: number,
  trained_tokens: number,
} satisfies Entries<FineTuningJob>)

/** Checks something that happened to a job. */
export const FineTuningJobEventSchema: Schema<FineTuningJobEvent> = v.looseObject({
  id: v.string(),
  object: v.string(),
  created_at: v.number(),
  level: v.string(),
  message: v.string(),
  type: text,
  data: map,
} satisfies Entries<FineTuningJobEvent>)

/** Checks a model as it was during the training. */
export const FineTuningJobCheckpointSchema: Schema<FineTuningJobCheckpoint> = v.looseObject({
  id: v.string(),
  object: v.string(),
  created_at: v.number(),
  fine_tuned_model_checkpoint: v.string(),
  fine_tuning_job_id: v.string(),
  step_number: v.number(),
  metrics: map,
} satisfies Entries<FineTuningJobCheckpoint>)

/** Checks a page of jobs. */
export const FineTuningJobPageSchema: Schema<FineTuningJobPage> = cursorPage(FineTuningJobSchema)

/** Checks a page of what happened to a job. */
export const FineTuningJobEventPageSchema: Schema<FineTuningJobEventPage> = cursorPage(FineTuningJobEventSchema)

/** Checks a page of a job's checkpoints. */
export const FineTuningJobCheckpointPageSchema: Schema<FineTuningJobCheckpointPage> = cursorPage(FineTuningJobCheckpointSchema)
