export { createOpenAIClient, createSmarterClient, type OpenAIClient, type OpenAIStyleClient, type SmarterClient } from '@smarter-api/core'
export * from '@smarter-api/core/errors'
export { type FineTuning, fineTuning, type FineTuningCheckpoints, type FineTuningJobs } from './facade.js'
export {
  cancel as cancelFineTuningJob,
  create as createFineTuningJob,
  list as listFineTuningJobs,
  listCheckpoints as listFineTuningJobCheckpoints,
  listEvents as listFineTuningJobEvents,
  pause as pauseFineTuningJob,
  resume as resumeFineTuningJob,
  retrieve as retrieveFineTuningJob,
} from './methods.js'
export type {
  CancelFineTuningJobParams,
  CreateFineTuningJobParams,
  FineTuningHyperparameters,
  FineTuningIntegration,
  FineTuningJob,
  FineTuningJobCheckpoint,
  FineTuningJobEvent,
  FineTuningJobStatus,
  FineTuningMethod,
  ListFineTuningJobCheckpointsParams,
  ListFineTuningJobEventsParams,
  ListFineTuningJobsParams,
  PauseFineTuningJobParams,
  ResumeFineTuningJobParams,
  RetrieveFineTuningJobParams,
} from '@smarter-api/schemas/openai'
