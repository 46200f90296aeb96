import type { AnyFile } from '../files/types.js'
import type { IdParams } from '../shared/params.js'

/** A folder of files. Source: `DirectoryResponse`. */
export interface Directory {
  /** Id of the folder. */
  id: string
  /** Id of the folder it is in; none at the root. */
  parent_id?: string | null
  /** Last part of the path. */
  name: string
  /** What the folder is for. */
  description?: string | null
  /** Path of the folder; unique. */
  path: string
  /** Long-form notes in Markdown. */
  readme?: string | null
  /** Labels. */
  tags: string[]
  /** When it was made, ISO 8601. */
  created_at: string
  /** When it was last changed, ISO 8601. */
  updated_at: string
}

/** A folder, what is in it, and where it is. Source: `DirectoryWithParentsAndChildrenResponse`. */
export interface DirectoryWithParentsAndChildren extends Directory {
  /** The folders in it. */
  subdirectories: Directory[]
  /** The files in it. */
  files: AnyFile[]
  /** The folders that it is in. */
  parents: Directory[]
}

/** Makes a folder: give `path`, or `name` and the folder it is in. Source: `CreateDirectoryRequest`. */
export interface CreateDirectoryRequest {
  /** Last part of the path. */
  name?: string | null
  /** Id of the folder it is in. Default the root. */
  parent_id?: string | null
  /** Path of the folder. Folders on the way are made. */
  path?: string | null
}

/** Moves or renames a folder. Source: `UpdateDirectoryRequest`. */
export interface UpdateDirectoryRequest {
  /** New last part of the path. */
  name?: string | null
  /** Id of the folder to move it to. */
  parent_id?: string | null
  /** New path. */
  path?: string | null
}

/** Params of `listDirectories`: there are none. */
export type ListDirectoriesParams = Record<string, never>

/** Params of `createDirectory`. */
export interface CreateDirectoryParams extends CreateDirectoryRequest {}

/** Params of `getDirectory`. The id `root` names the root. */
export interface GetDirectoryParams extends IdParams {}

/** Params of `deleteDirectory`. */
export interface DeleteDirectoryParams extends IdParams {}

/** Params of `updateDirectory`. */
export interface UpdateDirectoryParams extends IdParams, UpdateDirectoryRequest {}
