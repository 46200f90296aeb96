import type { OpenEnum } from '../../open-enum.js'
import type { CursorPage, CursorQuery, Metadata } from '../shared/types.js'

/** Settings of the training; `auto` leaves one to the service. */
export interface FineTuningHyperparameters {
  /** Examples in a batch. */
  batch_size?: number | 'auto' | null
  /** Factor on the learning rate. */
  learning_rate_multiplier?: number | 'auto' | null
  /** How often the training goes through the file. */
  n_epochs?: number | 'auto' | null
  /** Method `dpo`: how closely the model keeps to what it was. */
  beta?: number | 'auto' | null
  /** Method `reinforcement`: factor on the effort of each step. */
  compute_multiplier?: number | 'auto' | null
  /** Method `reinforcement`: steps between evaluations. */
  eval_interval?: number | 'auto' | null
  /** Method `reinforcement`: samples of each evaluation. */
  eval_samples?: number | 'auto' | null
  /** Method `reinforcement`: how long the model thinks. */
  reasoning_effort?: OpenEnum<'default' | 'low' | 'medium' | 'high'> | null
}

/** Settings of one method. */
export interface FineTuningMethodSettings {
  /** Settings of the training. */
  hyperparameters?: FineTuningHyperparameters | null
  /** Method `reinforcement`: what judges answers. */
  grader?: Record<string, unknown>
}

/** How the model learns. */
export interface FineTuningMethod {
  /** Which method. The field of its name has the settings. */
  type: OpenEnum<'supervised' | 'dpo' | 'reinforcement'>
  /** Learning from examples. */
  supervised?: FineTuningMethodSettings | null
  /** Learning from preferred and other answers. */
  dpo?: FineTuningMethodSettings | null
  /** Learning from judgements. */
  reinforcement?: FineTuningMethodSettings | null
}

/** Another service that is told of the training: Weights & Biases. */
export interface FineTuningIntegration {
  /** Which service: `wandb`. */
  type: OpenEnum<'wandb'>
  /** Settings of Weights & Biases. */
  wandb: {
    /** Project that the run belongs to. */
    project: string
    /** Name of the run. Default the id of the job. */
    name?: string | null
    /** Team or user of the run. */
    entity?: string | null
    /** Tags of the run. */
    tags?: string[] | null
  }
}

/** Body of a new job: `POST /fine_tuning/jobs`. */
export interface CreateFineTuningJobRequest {
  /** Model to begin with. */
  model: string
  /** Id of the uploaded file to learn from, of purpose `fine-tune`. */
  training_file: string
  /** Older form of the settings of method `supervised`. */
  hyperparameters?: FineTuningHyperparameters
  /** Other services that are told of the training. */
  integrations?: FineTuningIntegration[] | null
  /** Labels to keep with the job. */
  metadata?: Metadata | null
  /** How the model learns. Default `supervised`. */
  method?: FineTuningMethod
  /** Makes a job repeatable. By default the service chooses one. */
  seed?: number | null
  /** Text in the name of the new model, at most 64 characters. */
  suffix?: string | null
  /** Id of the uploaded file to measure by. */
  validation_file?: string | null
}

/** How far a job is. */
export type FineTuningJobStatus = OpenEnum<'validating_files' | 'queued' | 'running' | 'paused' | 'succeeded' | 'failed' | 'cancelled'>

/** A job that makes a model of your own out of another. */
export interface FineTuningJob {
  /** Id of the job. */
  id: string
  /** Kind of object: `fine_tuning.job`. */
  object: string
  /** When it was made, seconds since 1970. */
  created_at: number
  /** How far it is. */
  status: FineTuningJobStatus
  /** Model it began with. */
  model: string
  /** Id of the file to learn from. */
  training_file: string
  /** Id of the file to measure by. */
  validation_file?: string | null
  /** Name of the new model, once the job has succeeded. */
  fine_tuned_model?: string | null
  /** When it ended, seconds since 1970. */
  finished_at?: number | null
  /** When it will probably end, seconds since 1970. */
  estimated_finish?: number | null
  /** Why it failed. Some services give an object without fields in place of `null`. */
  error?: { /** Machine-readable reason. */ code?: string | null; /** The reason in words. */ message?: string | null; /** The parameter that is wrong. */ param?: string | null } | null
  /** Settings of the training. */
  hyperparameters?: FineTuningHyperparameters | null
  /** How the model learns. */
  method?: FineTuningMethod | null
  /** Other services that are told of the training. */
  integrations?: FineTuningIntegration[] | null
  /** Labels kept with it. */
  metadata?: Metadata | null
  /** Organisation that it belongs to. */
  organization_id?: string | null
  /** Ids of the files with its results. */
  result_files?: string[] | null
  /** Seed that it runs with. */
  seed?: number | null
  /** Tokens learned from, once it has ended. */
  trained_tokens?: number | null
}

/** Something that happened to a job. */
export interface FineTuningJobEvent {
  /** Id of the event. */
  id: string
  /** Kind of object: `fine_tuning.job.event`. */
  object: string
  /** When it happened, seconds since 1970. */
  created_at: number
  /** How bad it is. */
  level: OpenEnum<'info' | 'warn' | 'error'>
  /** What happened. */
  message: string
  /** Kind of event. */
  type?: OpenEnum<'message' | 'metrics'> | null
  /** Figures of the event. */
  data?: Record<string, unknown> | null
}

/** A model as it was during the training. It can be used like any other. */
export interface FineTuningJobCheckpoint {
  /** Id of the checkpoint. */
  id: string
  /** Kind of object: `fine_tuning.job.checkpoint`. */
  object: string
  /** When it was made, seconds since 1970. */
  created_at: number
  /** Name of the model. */
  fine_tuned_model_checkpoint: string
  /** Id of the job. */
  fine_tuning_job_id: string
  /** Step at which it was made. */
  step_number: number
  /** Figures at that step, for example `train_loss`. */
  metrics?: Record<string, unknown> | null
}

/** Answer of `GET /fine_tuning/jobs`. */
export type FineTuningJobPage = CursorPage<FineTuningJob>

/** Answer of `GET /fine_tuning/jobs/{fine_tuning_job_id}/events`. */
export type FineTuningJobEventPage = CursorPage<FineTuningJobEvent>

/** Answer of `GET /fine_tuning/jobs/{fine_tuning_job_id}/checkpoints`. */
export type FineTuningJobCheckpointPage = CursorPage<FineTuningJobCheckpoint>

/** Query of `GET /fine_tuning/jobs`. */
export interface ListFineTuningJobsQuery extends CursorQuery {
  /** Only jobs with these labels; on the wire `metadata[key]=value`. */
  metadata?: Metadata
}

/** Params that name one job. */
export interface FineTuningJobIdParams {
  /** Id of the job. */
  fine_tuning_job_id: string
}

/** Params of `createFineTuningJob`. */
export interface CreateFineTuningJobParams extends CreateFineTuningJobRequest {}

/** Params of `listFineTuningJobs`. */
export interface ListFineTuningJobsParams extends ListFineTuningJobsQuery {}

/** Params of `retrieveFineTuningJob`. */
export interface RetrieveFineTuningJobParams extends FineTuningJobIdParams {}

/** Params of `cancelFineTuningJob`. */
export interface CancelFineTuningJobParams extends FineTuningJobIdParams {}

/** Params of `pauseFineTuningJob`. */
export interface PauseFineTuningJobParams extends FineTuningJobIdParams {}

/** Params of `resumeFineTuningJob`. */
export interface ResumeFineTuningJobParams extends FineTuningJobIdParams {}

/** Params of `listFineTuningJobEvents`. */
export interface ListFineTuningJobEventsParams extends FineTuningJobIdParams, CursorQuery {}

/** Params of `listFineTuningJobCheckpoints`. */
export interface ListFineTuningJobCheckpointsParams extends FineTuningJobIdParams, CursorQuery {}
