export { createHumanloopClient, type HumanloopClient } from '@smarter-api/core'
export * from '@smarter-api/core/errors'
export { type Directories, directories } from './directories/facade.js'
export {
  create as createDirectory,
  delete as deleteDirectory,
  get as getDirectory,
  list as listDirectories,
  update as updateDirectory,
} from './directories/methods.js'
export { type Files, files } from './files/facade.js'
export { listFiles, retrieveByPath as retrieveFileByPath } from './files/methods.js'
export type {
  Agent,
  AnyFile,
  CreateDirectoryParams,
  Dataset,
  DeleteDirectoryParams,
  Directory,
  DirectoryWithParentsAndChildren,
  Evaluator,
  FileType,
  Flow,
  GetDirectoryParams,
  ListDirectoriesParams,
  ListFilesParams,
  Prompt,
  RetrieveFileByPathParams,
  Tool,
  UpdateDirectoryParams,
} from '@smarter-api/schemas/humanloop'
