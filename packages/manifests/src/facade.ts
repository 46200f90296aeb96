import { type ApiPromise, bind, type Bound, type RequestOptions, type SmarterClient } from '@smarter-api/core'
import type { DescribeResponse, ManifestKind, ManifestOf } from '@smarter-api/schemas/smarter'
import type * as Methods from './methods.js'
import { apply, describe, type DescribeManifestParams, version } from './methods.js'

/** Smarter's commands on manifests, bound to a client. */
export interface Manifests extends Bound<Omit<typeof Methods, 'describe'>> {
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
  return bind(client, { apply, describe, version }) as Manifests
}
