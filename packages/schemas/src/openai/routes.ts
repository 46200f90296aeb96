import { CreateChatCompletionRequestSchema } from './chat/requests.js'
import { ChatCompletionChunkSchema, ChatCompletionSchema } from './chat/schemas.js'
import {
  CreateFineTuningJobRequestSchema,
  FineTuningJobCheckpointPageSchema,
  FineTuningJobEventPageSchema,
  FineTuningJobPageSchema,
  FineTuningJobSchema,
  ListFineTuningJobsQuerySchema,
} from './fine-tuning/schemas.js'
import { ResponseStreamEventSchema } from './responses/event-schemas.js'
import { CreateResponseRequestSchema, ListResponseInputItemsQuerySchema, RetrieveResponseQuerySchema } from './responses/requests.js'
import { ResponseInputItemPageSchema, ResponseObjectSchema } from './responses/schemas.js'
import { CursorQuerySchema, DeletionSchema } from './shared/schemas.js'
import { CreateUploadRequestSchema, ListUploadsQuerySchema, UploadedFilePageSchema, UploadedFileSchema } from './uploads/schemas.js'

/** Schemas of answers by route: method, space, path. An event of a stream has the key of its route and `#stream`. */
export const responses = {
  'POST /chat/completions': ChatCompletionSchema,
  'POST /chat/completions#stream': ChatCompletionChunkSchema,
  'POST /responses': ResponseObjectSchema,
  'POST /responses#stream': ResponseStreamEventSchema,
  'GET /responses/{response_id}': ResponseObjectSchema,
  'DELETE /responses/{response_id}': DeletionSchema,
  'POST /responses/{response_id}/cancel': ResponseObjectSchema,
  'GET /responses/{response_id}/input_items': ResponseInputItemPageSchema,
  'POST /files': UploadedFileSchema,
  'GET /files': UploadedFilePageSchema,
  'GET /files/{file_id}': UploadedFileSchema,
  'DELETE /files/{file_id}': DeletionSchema,
  'POST /fine_tuning/jobs': FineTuningJobSchema,
  'GET /fine_tuning/jobs': FineTuningJobPageSchema,
  'GET /fine_tuning/jobs/{fine_tuning_job_id}': FineTuningJobSchema,
  'POST /fine_tuning/jobs/{fine_tuning_job_id}/cancel': FineTuningJobSchema,
  'POST /fine_tuning/jobs/{fine_tuning_job_id}/pause': FineTuningJobSchema,
  'POST /fine_tuning/jobs/{fine_tuning_job_id}/resume': FineTuningJobSchema,
  'GET /fine_tuning/jobs/{fine_tuning_job_id}/events': FineTuningJobEventPageSchema,
  'GET /fine_tuning/jobs/{fine_tuning_job_id}/checkpoints': FineTuningJobCheckpointPageSchema,
}

/**
 * Schemas of bodies by route. Unknown fields of the body itself are refused; what it holds of messages, items and tools may grow.
 * A form is checked as an object of its fields.
 */
export const requests = {
  'POST /chat/completions': CreateChatCompletionRequestSchema,
  'POST /responses': CreateResponseRequestSchema,
  'POST /files': CreateUploadRequestSchema,
  'POST /fine_tuning/jobs': CreateFineTuningJobRequestSchema,
}

/** Schemas of query strings by route: from an object of texts, or lists of texts where a parameter is repeated, to numbers and lists. */
export const queries = {
  'GET /responses/{response_id}': RetrieveResponseQuerySchema,
  'GET /responses/{response_id}/input_items': ListResponseInputItemsQuerySchema,
  'GET /files': ListUploadsQuerySchema,
  'GET /fine_tuning/jobs': ListFineTuningJobsQuerySchema,
  'GET /fine_tuning/jobs/{fine_tuning_job_id}/events': CursorQuerySchema,
  'GET /fine_tuning/jobs/{fine_tuning_job_id}/checkpoints': CursorQuerySchema,
}
