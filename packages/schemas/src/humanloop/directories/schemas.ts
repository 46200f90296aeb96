import * as v from 'valibot'
import { text } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { AnyFileSchema } from '../files/schemas.js'
import type { Directory, DirectoryWithParentsAndChildren } from './types.js'

const directoryEntries = {
  id: v.string(),
  parent_id: text,
  name: v.string(),
  description: text,
  path: v.string(),
  readme: text,
  tags: v.array(v.string()),
  created_at: v.string(),
  updated_at: v.string(),
} satisfies Entries<Directory>

/** Checks a folder. */
export const DirectorySchema: Schema<Directory> = v.looseObject(directoryEntries)

/** Checks the list of all folders. */
export const DirectoryListSchema: Schema<Directory[]> = v.array(DirectorySchema)

/** Checks a folder with what is in it. */
export const DirectoryWithParentsAndChildrenSchema: Schema<DirectoryWithParentsAndChildren> = v.looseObject({
  ...directoryEntries,
  subdirectories: DirectoryListSchema,
  files: v.array(AnyFileSchema),
  parents: DirectoryListSchema,
} satisfies Entries<DirectoryWithParentsAndChildren>)
