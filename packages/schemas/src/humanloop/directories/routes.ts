import { CreateDirectoryRequestSchema, UpdateDirectoryRequestSchema } from './requests.js'
import { DirectoryListSchema, DirectorySchema, DirectoryWithParentsAndChildrenSchema } from './schemas.js'

export const directoryResponses = {
  'GET /directories': DirectoryListSchema,
  'POST /directories': DirectorySchema,
  'GET /directories/{id}': DirectoryWithParentsAndChildrenSchema,
  'PATCH /directories/{id}': DirectorySchema,
}

export const directoryRequests = {
  'POST /directories': CreateDirectoryRequestSchema,
  'PATCH /directories/{id}': UpdateDirectoryRequestSchema,
}
