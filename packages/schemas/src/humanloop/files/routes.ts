import { AnyFileListQuerySchema, AnyFileQuerySchema } from './queries.js'
import { RetrieveByPathRequestSchema } from './requests.js'
import { AnyFileSchema, PaginatedDataAnyFileSchema } from './schemas.js'

export const fileResponses = {
  'GET /files': PaginatedDataAnyFileSchema,
  'POST /files/retrieve-by-path': AnyFileSchema,
}

export const fileRequests = {
  'POST /files/retrieve-by-path': RetrieveByPathRequestSchema,
}

export const fileQueries = {
  'GET /files': AnyFileListQuerySchema,
  'POST /files/retrieve-by-path': AnyFileQuerySchema,
}
