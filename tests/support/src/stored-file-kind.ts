import type { HumanloopClient, PagePromise, RequestOptions } from '@smarter-api/core'

interface FileParams {
  readonly id: string
}

interface VersionParams extends FileParams {
  readonly version_id: string
}

interface DeploymentParams extends FileParams {
  readonly environment_id: string
}

interface ListParams {
  page?: number
  size?: number
  name?: string
  sort_by?: 'name'
  order?: 'asc' | 'desc'
}

/** What every answer tells of a file. */
export interface StoredFile {
  readonly id: string
  readonly path: string
  readonly version_id: string
}

/** What every kind of stored file can do, under one name for each. */
export interface StoredFileMethods<UpsertParams> {
  readonly upsert: (params: UpsertParams, options?: RequestOptions) => PromiseLike<StoredFile>
  readonly get: (params: { id: string; version_id?: string; environment?: string }) => PromiseLike<StoredFile>
  readonly list: (params?: ListParams) => PagePromise<StoredFile>
  readonly move: (params: { id: string; path: string }) => PromiseLike<StoredFile>
  readonly delete: (params: FileParams) => PromiseLike<void>
  readonly listVersions: (params: FileParams) => PromiseLike<{ readonly records: readonly StoredFile[] }>
  readonly updateVersion: (params: { id: string; version_id: string; name: string | null; description?: string }) => PromiseLike<StoredFile>
  readonly deleteVersion: (params: VersionParams) => PromiseLike<void>
  readonly listEnvironments: (params: FileParams) => PromiseLike<readonly { readonly id: string; readonly name: string }[]>
  readonly setDeployment: (params: DeploymentParams & VersionParams) => PromiseLike<StoredFile>
  readonly removeDeployment: (params: DeploymentParams) => PromiseLike<void>
}

/** What the kinds of stored files that Evaluators can watch do besides. */
export interface MonitoredFileMethods<UpsertParams> extends StoredFileMethods<UpsertParams> {
  readonly listVersions: (params: FileParams & { evaluator_aggregates?: boolean }) => PromiseLike<{ readonly records: readonly StoredFile[] }>
  readonly updateMonitoring: (params: { id: string; activate: { evaluator_version_id: string }[] }) => PromiseLike<StoredFile>
}

/** A version of a file: what makes it, and what every answer shows of it. */
export interface StoredVersion<UpsertParams> {
  readonly params: UpsertParams
  readonly shows: object
}

/** What is particular to a kind of stored file. */
export interface StoredFileKind<UpsertParams extends object, Methods = StoredFileMethods<UpsertParams>> {
  /** Its name in the API's words: `Tool`. */
  readonly noun: string
  /** Its segment in paths: `tools`. */
  readonly collection: string
  /** Its methods over a client. */
  readonly connect: (client: HumanloopClient) => Methods
  readonly first: StoredVersion<UpsertParams>
  /** Another version of the same file. */
  readonly second: StoredVersion<UpsertParams>
  /** The least that makes a file at a path. */
  readonly fileAt: (path: string) => UpsertParams
  /** Params that the API refuses, and the field that it names. */
  readonly refused: { readonly params: UpsertParams; readonly field: readonly string[] }
}
