import { type ApiPromise, apiPromise, ConfigurationError, NotFoundError, request, type RequestOptions, type RouteString, type SmarterClient } from '@smarter-api/core'
import type {
  ApplyResponse,
  CommandResponse,
  DescribeResponse,
  JournaledResponse,
  ListResponse,
  ManifestKind,
  ManifestOf,
  ManifestRow,
  SmarterManifest,
  StatusResponse,
  VersionResponse,
  WhoAmIResponse,
} from '@smarter-api/schemas/smarter'
import { noteChange } from './changes.js'
import { type DescribeManifestParams, lowered, type ManifestKindParams, type NamedManifestParams } from './params.js'
import { readManifest } from './read-manifest.js'

/** Parameters of {@link apply}. */
export interface ApplyManifestParams {
  /**
   * The manifest: an object, or YAML or JSON as text. Its `status` is the server's to write: it is left out when sent, so that a
   * described manifest can be applied again.
   */
  manifest: SmarterManifest | string
}

/**
 * Creates the resource that a manifest describes, or changes it to what the manifest says.
 *
 * Applying the same manifest twice changes nothing, so a failed call is repeated like a read. The manifest is not checked here:
 * `parseManifest` of the schemas does it, and points at mistakes that the server would answer with a 500.
 *
 * @param params `manifest`: an object with `apiVersion`, `kind`, `metadata` and `spec`, or YAML or JSON as text.
 * @returns The envelope: `message` says what was done. Servers from 0.14 rewrite names to snake_case: `data.name` is the stored one.
 * @throws BadRequestError When the server refuses the manifest, also where it answers 500.
 * @throws NotFoundError When the manifest needs something that does not exist, for example a plugin.
 * @throws ConfigurationError When the manifest cannot be read, with line and column, or is no object; nothing was sent.
 * @see POST /cli/apply/
 */
export function apply(client: SmarterClient, params: ApplyManifestParams, options?: RequestOptions): ApiPromise<ApplyResponse> {
  return apiPromise(sendManifest(client, params, options))
}

async function sendManifest(client: SmarterClient, params: ApplyManifestParams, options?: RequestOptions) {
  const { manifest } = params
  const body = writable(typeof manifest === 'string' ? await readManifest(manifest) : manifest)
  return change<ApplyResponse>(client, 'POST /cli/apply/{body}', { body }, options).withResponse()
}

function writable(manifest: unknown): object {
  const { status: _status, ...written } = (manifest ?? {}) as Partial<SmarterManifest>
  if (typeof written.kind === 'string') return written
  throw new ConfigurationError('POST /cli/apply/ needs `manifest`: an object with apiVersion, kind, metadata and spec, or its text, not a path')
}

/** Sends a command that changes something, and notes the change for whoever remembers manifests. */
function change<T>(client: SmarterClient, route: RouteString, params: object, options: RequestOptions = {}): ApiPromise<T> {
  return request(client, route, params, { ...options, middleware: [...(options.middleware ?? []), noteChange] })
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
  return request(client, 'POST /cli/describe/{kind}/{?name,username}', lowered(params), options)
}

/**
 * Lists the resources of a kind: what the key's user may read, at most 1000. There are no filters and no pages.
 *
 * @param params `kind`.
 * @returns The envelope: the table is in `data.data`, its `items` typed by the kind where its columns are known.
 * @throws BadRequestError When the server does not know the kind, also where it answers 500.
 * @see POST /cli/get/{kind}/
 */
export function get<Kind extends ManifestKind>(
  client: SmarterClient,
  params: ManifestKindParams<Kind>,
  options?: RequestOptions,
): ApiPromise<ListResponse<ManifestRow<Kind>>> {
  return request(client, 'POST /cli/get/{kind}/', lowered(params), options)
}

/**
 * Deletes a resource. Accounts cannot be deleted.
 *
 * @param params `kind` and `name`; for kind `User` `username`.
 * @returns The envelope: `message` says what was done.
 * @throws NotFoundError When there is no such resource, also where the server answers 503.
 * @throws InternalServerError With status 501 when the kind cannot be deleted.
 * @see POST /cli/delete/{kind}/
 */
function remove(client: SmarterClient, params: NamedManifestParams, options?: RequestOptions): ApiPromise<CommandResponse> {
  return change(client, 'POST /cli/delete/{kind}/{?name,username}', lowered(params), options)
}

// Editors show the comment above for the standalone function, and for the facade only one that stands at the exported name.
export {
  /**
   * Deletes a resource. Accounts cannot be deleted.
   *
   * @param params `kind` and `name`; for kind `User` `username`.
   * @returns The envelope: `message` says what was done.
   * @throws NotFoundError When there is no such resource, also where the server answers 503.
   * @throws InternalServerError With status 501 when the kind cannot be deleted.
   * @see POST /cli/delete/{kind}/
   */
  remove as delete,
}

/**
 * Deploys a chatbot or a vector store, or activates a user or a key. The work goes on in the background after the answer.
 *
 * @param params `kind` and `name`; for kind `User` `username`.
 * @returns The envelope: `message` says what was done.
 * @throws NotFoundError When there is no such resource, also where the server answers 503.
 * @throws InternalServerError With status 501 when the kind cannot be deployed.
 * @see POST /cli/deploy/{kind}/
 */
export function deploy(client: SmarterClient, params: NamedManifestParams, options?: RequestOptions): ApiPromise<CommandResponse> {
  return change(client, 'POST /cli/deploy/{kind}/{?name,username}', lowered(params), options)
}

/**
 * Takes a chatbot or a vector store out of service, or deactivates a user or a key.
 *
 * @param params `kind` and `name`; for kind `User` `username`.
 * @returns The envelope. For an LLMClient servers say "deployed" in `message` all the same.
 * @throws NotFoundError When there is no such resource, also where the server answers 503.
 * @throws InternalServerError With status 501 when the kind cannot be deployed.
 * @see POST /cli/undeploy/{kind}/
 */
export function undeploy(client: SmarterClient, params: NamedManifestParams, options?: RequestOptions): ApiPromise<CommandResponse> {
  return change(client, 'POST /cli/undeploy/{kind}/{?name,username}', lowered(params), options)
}

/**
 * Retrieves the logs of a resource. Servers keep none yet: the answer has a message and no data.
 *
 * @param params `kind` and `name`; for kind `User` `username`.
 * @throws NotFoundError When there is no such resource, also where the server answers 503.
 * @throws InternalServerError With status 501 when the kind has no logs.
 * @see POST /cli/logs/{kind}/
 */
export function logs(client: SmarterClient, params: NamedManifestParams, options?: RequestOptions): ApiPromise<CommandResponse> {
  return request(client, 'POST /cli/logs/{kind}/{?name,username}', lowered(params), options)
}

/**
 * Retrieves a sample manifest of a kind, from servers of all versions.
 *
 * @param params `kind`.
 * @returns The envelope: the manifest, typed by its kind, is in `data`.
 * @throws BadRequestError When the server does not know the kind, also where it answers 500.
 * @see POST /cli/example-manifest/{kind}/
 * @see POST /cli/example_manifest/{kind}/ up to 0.14.5
 */
export function exampleManifest<Kind extends ManifestKind>(
  client: SmarterClient,
  params: ManifestKindParams<Kind>,
  options?: RequestOptions,
): ApiPromise<DescribeResponse<ManifestOf<Kind>>> {
  return firstFound(client, ['POST /cli/example-manifest/{kind}/', 'POST /cli/example_manifest/{kind}/'], params, options)
}

/**
 * Retrieves the JSON Schema of a kind's manifests, from servers of all versions.
 *
 * @param params `kind`.
 * @returns The envelope: the schema is in `data`.
 * @throws BadRequestError When the server does not know the kind, also where it answers 500.
 * @see POST /cli/json-schema/{kind}/
 * @see POST /cli/schema/{kind}/ up to 0.14.5
 */
export function jsonSchema(client: SmarterClient, params: ManifestKindParams, options?: RequestOptions): ApiPromise<JournaledResponse> {
  return firstFound(client, ['POST /cli/json-schema/{kind}/', 'POST /cli/schema/{kind}/'], params, options)
}

/** Asks under the newer of two paths, and under the older one where a server does not know that. */
function firstFound<T>(client: SmarterClient, [newer, older]: [RouteString, RouteString], params: ManifestKindParams, options?: RequestOptions): ApiPromise<T> {
  const ask = (route: RouteString) => request<T>(client, route, lowered(params), options).withResponse()
  return apiPromise(
    ask(newer).catch((error: unknown) => {
      if (error instanceof NotFoundError && error.status === 404) return ask(older)
      throw error
    }),
  ) as ApiPromise<T>
}

/**
 * Retrieves the state of the machines below the platform.
 *
 * @throws BadRequestError Where the platform does not run on AWS.
 * @see POST /cli/status/
 */
export function status(client: SmarterClient, options?: RequestOptions): ApiPromise<StatusResponse> {
  return request(client, 'POST /cli/status/', undefined, options)
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

/**
 * Tells who the key belongs to: user, account and environment.
 *
 * @returns The envelope. Fields are in camelCase on servers from 0.13 and in snake_case on older ones; `readIdentity` reads both.
 * @throws AuthenticationError When the key is not accepted.
 * @see POST /cli/whoami/
 */
export function whoami(client: SmarterClient, options?: RequestOptions): ApiPromise<WhoAmIResponse> {
  return request(client, 'POST /cli/whoami/', undefined, options)
}
