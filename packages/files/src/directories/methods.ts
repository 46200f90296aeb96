import { type ApiPromise, type HumanloopClient, request, type RequestOptions } from '@smarter-api/core'
import type {
  CreateDirectoryParams,
  DeleteDirectoryParams,
  Directory,
  DirectoryWithParentsAndChildren,
  GetDirectoryParams,
  ListDirectoriesParams,
  UpdateDirectoryParams,
} from '@smarter-api/schemas/humanloop'

/**
 * Lists all folders in one answer.
 *
 * @param params There are none.
 * @see GET /directories
 */
export function list(client: HumanloopClient, params?: ListDirectoriesParams, options?: RequestOptions): ApiPromise<Directory[]> {
  return request(client, 'GET /directories', params, options)
}

/**
 * Makes a folder, and the folders on the way to it.
 *
 * @param params `path`, or `name` and the `parent_id` of the folder it is in.
 * @throws ConflictError When there is a folder at the path.
 * @throws NotFoundError When there is no folder with the id `parent_id`.
 * @throws UnprocessableEntityError When neither or both of `path` and `name` are given, or one is unusable.
 * @see POST /directories
 */
export function create(client: HumanloopClient, params: CreateDirectoryParams, options?: RequestOptions): ApiPromise<Directory> {
  return request(client, 'POST /directories', params, options)
}

/**
 * Gives a folder with the files and folders in it and the folders that it is in.
 *
 * @param params `id` of the folder; `root` names the one that everything is in.
 * @throws NotFoundError When there is no such folder.
 * @see GET /directories/{id}
 */
export function get(client: HumanloopClient, params: GetDirectoryParams, options?: RequestOptions): ApiPromise<DirectoryWithParentsAndChildren> {
  return request(client, 'GET /directories/{id}', params, options)
}

/**
 * Deletes a folder that is empty.
 *
 * @param params `id` of the folder.
 * @throws BadRequestError When something is in it, or it is the root.
 * @throws NotFoundError When there is no such folder.
 * @see DELETE /directories/{id}
 */
function remove(client: HumanloopClient, params: DeleteDirectoryParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /directories/{id}', params, options)
}

// Editors show the comment above for the standalone function, and for the facade only one that stands at the exported name.
export {
  /**
   * Deletes a folder that is empty.
   *
   * @param params `id` of the folder.
   * @throws BadRequestError When something is in it, or it is the root.
   * @throws NotFoundError When there is no such folder.
   * @see DELETE /directories/{id}
   */
  remove as delete,
}

/**
 * Moves or renames a folder with all that is in it; the files' ids stay.
 *
 * @param params `id` of the folder, and the new `path`, or `name` and `parent_id`; what is left out stays.
 * @throws BadRequestError When it would be moved into itself, or is the root.
 * @throws ConflictError When there is a folder at the new path.
 * @throws NotFoundError When there is no such folder.
 * @see PATCH /directories/{id}
 */
export function update(client: HumanloopClient, params: UpdateDirectoryParams, options?: RequestOptions): ApiPromise<Directory> {
  return request(client, 'PATCH /directories/{id}', params, options)
}
