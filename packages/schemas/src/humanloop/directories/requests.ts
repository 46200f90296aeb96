import { request, text } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import type { CreateDirectoryRequest, UpdateDirectoryRequest } from './types.js'

const placement = { name: text, parent_id: text, path: text }

/** Checks the body that makes a folder. */
export const CreateDirectoryRequestSchema: Schema<CreateDirectoryRequest> = request.object(placement satisfies Entries<CreateDirectoryRequest>)

/** Checks the body that moves a folder. */
export const UpdateDirectoryRequestSchema: Schema<UpdateDirectoryRequest> = request.object(placement satisfies Entries<UpdateDirectoryRequest>)
