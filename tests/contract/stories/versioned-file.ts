import type { FileEnvironment, FileListQuery, UpdateVersionRequest, VersionLabels } from '@smarter-api/schemas/humanloop'

/** A file at one version, as answers name it. */
export interface Named {
  readonly id: string
  readonly version_id: string
}

/** What a story does with files of one kind; facades have most of it under these names. */
export interface VersionedFiles {
  list(params?: FileListQuery): PromiseLike<unknown>
  get(params: { id: string; version_id?: string; environment?: string }): PromiseLike<unknown>
  move(params: { id: string; path?: string; name?: string }): PromiseLike<unknown>
  listEnvironments(params: { id: string }): PromiseLike<FileEnvironment[]>
  setDeployment(params: { id: string; environment_id: string; version_id: string }): PromiseLike<unknown>
  removeDeployment(params: { id: string; environment_id: string }): PromiseLike<unknown>
  delete(params: { id: string }): PromiseLike<unknown>
}

/** What is called otherwise for every kind, or takes other params. */
export interface KindOfFile {
  readonly path: string
  /** Makes a version; another number makes another content. */
  upsert(content: number, labels: VersionLabels & { path: string }): PromiseLike<Named>
  listVersions(id: string): PromiseLike<unknown>
  describeVersion(version: Named & UpdateVersionRequest): PromiseLike<unknown>
  deleteVersion(version: Named): PromiseLike<unknown>
  /** What is done with the file while it is deployed. */
  use(file: Named): Promise<void>
}

/** Makes files of one kind, and names, deploys, finds, uses, moves and deletes one of them. */
export async function tellOfVersions(files: VersionedFiles, { path, upsert, listVersions, describeVersion, deleteVersion, use }: KindOfFile): Promise<void> {
  const first = await upsert(1, { path, version_name: 'one', version_description: 'The first.' })
  const second = await upsert(2, { path })
  await upsert(2, { path })
  await upsert(3, { path: `${path} beside it` })
  const { id } = first

  await files.list()
  await files.list({ page: 2, size: 1, name: 'beside', user_filter: 'local', sort_by: 'name', order: 'asc' })
  await files.get({ id })
  await files.get({ id, version_id: second.version_id })

  const production = await findEnvironment(files, id)
  await files.setDeployment({ id, environment_id: production.id, version_id: first.version_id })
  await files.get({ id, environment: production.name })
  await files.listEnvironments({ id })
  await use(first)

  await describeVersion({ id, version_id: second.version_id, name: 'two', description: 'The second.' })
  await describeVersion({ id, version_id: second.version_id, name: null })
  await listVersions(id)
  await deleteVersion({ id, version_id: second.version_id })
  await files.removeDeployment({ id, environment_id: production.id })
  await files.move({ id, path: `${path} elsewhere/file` })
  await files.move({ id, name: 'renamed' })
  await files.delete({ id })
}

/** The environment that is meant when none is named. */
export async function findEnvironment(files: Pick<VersionedFiles, 'listEnvironments'>, id: string): Promise<FileEnvironment> {
  const environment = (await files.listEnvironments({ id })).find(({ tag }) => tag === 'default')
  if (!environment) throw new Error('no environment is the default one')
  return environment
}
