import { type ApiPromise, ConfigurationError, request, type RequestOptions, type SmarterClient } from '@smarter-api/core'
import type { CommandResponse, DescribeResponse, ManifestKind, ManifestOf, SmarterManifest, VersionResponse } from '@smarter-api/schemas/smarter'

/** Parameters of {@link apply}. */
export interface ApplyManifestParams {
  /** The manifest. Its `status` is the server's to write: it is left out when sent, so that a described manifest can be applied again. */
  manifest: SmarterManifest
}

/** Parameters of {@link describe}: a user is found by `username`, anything else by `name`. */
export type DescribeManifestParams<Kind extends ManifestKind = ManifestKind> = {
  /** Kind as manifests spell it, for example `LLMClient`, or `Chatbot` on servers up to 0.13. */
  kind: Kind
} & (Kind extends 'User'
  ? {
      /** Login name. */
      username: string
    }
  : {
      /** Name of the resource; of a stored conversation its session key. Servers from 0.14 store names in snake_case. */
      name: string
    })

/**
 * Creates the resource that a manifest describes, or changes it to what the manifest says.
 *
 * Applying the same manifest twice changes nothing, so a failed call is repeated like a read.
 *
 * @param params `manifest`: an object with `apiVersion`, `kind`, `metadata` and `spec`.
 * @returns The envelope: `message` says what was done; nothing in `data` is promised.
 * @throws BadRequestError When the server refuses the manifest, also where it answers 500.
 * @throws ConfigurationError When the manifest is no object; nothing was sent.
 * @see POST /cli/apply/
 */
export function apply(client: SmarterClient, params: ApplyManifestParams, options?: RequestOptions): ApiPromise<CommandResponse> {
  // Read when the call is prepared, so that a mistake rejects like any other failure.
  const fields = {
    get body() {
      return writable(params.manifest)
    },
  }
  return request(client, 'POST /cli/apply/{body}', fields, options)
}

function writable(manifest: SmarterManifest): Omit<SmarterManifest, 'status'> {
  if (typeof manifest?.kind !== 'string') {
    throw new ConfigurationError('POST /cli/apply/ needs `manifest`: an object with apiVersion, kind, metadata and spec')
  }
  const { status: _status, ...written } = manifest
  return written
}

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
export function describe<Kind extends ManifestKind>(
  client: SmarterClient,
  params: DescribeManifestParams<Kind>,
  options?: RequestOptions,
): ApiPromise<DescribeResponse<ManifestOf<Kind>>> {
  return request(client, 'POST /cli/describe/{kind}/{?name,username}', { ...params, kind: params.kind.toLowerCase() }, options)
}

/**
 * Retrieves the versions of the server and its tools; from `data.api.version` 0.14.0 on it is of the LLMClient generation.
 *
 * @throws BadRequestError When the server cannot reach the internet, where it looks up the newest command line tool.
 * @see POST /cli/version/
 */
export function version(client: SmarterClient, options?: RequestOptions): ApiPromise<VersionResponse> {
  return request(client, 'POST /cli/version/', undefined, options)
}
