import { type ApiPromise, bind, type Bound, type RequestOptions, type SmarterClient } from '@smarter-api/core'
import type { DescribeResponse, ListResponse, ManifestKind, ManifestOf, ManifestRow } from '@smarter-api/schemas/smarter'
import type * as Methods from './methods.js'
import {
  apply,
  delete as remove,
  deploy,
  describe,
  exampleManifest,
  get,
  jsonSchema,
  logs,
  status,
  undeploy,
  version,
  whoami,
} from './methods.js'
import type { DescribeManifestParams, ManifestKindParams } from './params.js'

/** Smarter's commands on manifests, bound to a client. */
export interface Manifests extends Bound<Omit<typeof Methods, 'describe' | 'get' | 'exampleManifest'>> {
  /**
   * Retrieves the manifest of a resource with its `status`.
   *
   * Answers about users may hold more than is documented, a password's hash among it: do not log them.
   *
   * @param params `kind` and `name`; for kind `User` `username`.
   * @returns The envelope: the manifest, typed by its kind, is in `data`.
   * @throws NotFoundError When there is no such resource, also where the server answers 503.
   * @throws BadRequestError When the server does not know the kind, also where it answers 500.
   * @see POST /cli/describe/{kind}/
   */
  describe<Kind extends ManifestKind>(params: DescribeManifestParams<Kind>, options?: RequestOptions): ApiPromise<DescribeResponse<ManifestOf<Kind>>>
  /**
   * Lists the resources of a kind: what the key's user may read, at most 1000. There are no filters and no pages.
   *
   * @param params `kind`.
   * @returns The envelope: the table is in `data.data`, its `items` typed by the kind where its columns are known.
   * @throws BadRequestError When the server does not know the kind, also where it answers 500.
   * @see POST /cli/get/{kind}/
   */
  get<Kind extends ManifestKind>(params: ManifestKindParams<Kind>, options?: RequestOptions): ApiPromise<ListResponse<ManifestRow<Kind>>>
  /**
   * Retrieves a sample manifest of a kind, from servers of all versions.
   *
   * @param params `kind`.
   * @returns The envelope: the manifest, typed by its kind, is in `data`.
   * @throws BadRequestError When the server does not know the kind, also where it answers 500.
   * @see POST /cli/example-manifest/{kind}/
   * @see POST /cli/example_manifest/{kind}/ up to 0.14.5
   */
  exampleManifest<Kind extends ManifestKind>(params: ManifestKindParams<Kind>, options?: RequestOptions): ApiPromise<DescribeResponse<ManifestOf<Kind>>>
}

/**
 * Binds Smarter's commands on manifests to a client.
 *
 * @example
 * ```ts
 * const { data } = await manifests(createSmarterClient()).describe({ kind: 'LLMClient', name: 'my_bot' })
 * ```
 */
export function manifests(client: SmarterClient): Manifests {
  return bind(client, { apply, delete: remove, deploy, describe, exampleManifest, get, jsonSchema, logs, status, undeploy, version, whoami }) as Manifests
}
