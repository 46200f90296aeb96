import { DeleteLogsQuerySchema, LogListQuerySchema } from './queries.js'
import { LogSchema, PaginatedDataLogResponseSchema } from './schemas.js'

export const logResponses = {
  'GET /logs': PaginatedDataLogResponseSchema,
  'GET /logs/{id}': LogSchema,
}

export const logQueries = {
  'GET /logs': LogListQuerySchema,
  'DELETE /logs': DeleteLogsQuerySchema,
}
