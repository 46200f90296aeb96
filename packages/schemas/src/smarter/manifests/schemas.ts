import * as v from 'valibot'
import { answer, type Direction, freeMap, isObject, map, request, text } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { commandResponse, journaledResponse } from '../envelope/schemas.js'
import type { FreeMap, JournaledResponse } from '../envelope/types.js'
import { rowOf } from '../resources/schemas.js'
import { chatbot } from './chatbot.js'
import { apiConnection, sqlConnection } from './connections.js'
import { account, authToken, secret, user } from './identities.js'
import { conversation, plainMetadata } from './manifest.js'
import { apiPlugin, plugin, sqlPlugin } from './plugins.js'
import { provider, vectorstore } from './services.js'
import type {
  AppliedManifest,
  ApplyResponse,
  DescribeResponse,
  ListResponse,
  ListTitle,
  Manifest,
  ManifestKind,
  ManifestList,
  ManifestMetadata,
  ManifestOf,
  NameQuery,
  SmarterManifest,
} from './types.js'

type ByKind = { [Kind in ManifestKind]: Schema<ManifestOf<Kind>> }

function byKind(direction: Direction): ByKind {
  return {
    Account: account(direction),
    ApiConnection: apiConnection(direction),
    ApiPlugin: apiPlugin(direction),
    AuthToken: authToken(direction, 'AuthToken'),
    Chat: conversation(direction, 'Chat'),
    Chatbot: chatbot(direction, 'Chatbot'),
    LLMClient: chatbot(direction, 'LLMClient'),
    Plugin: plugin(direction),
    Prompt: conversation(direction, 'Prompt'),
    Provider: provider(direction),
    Secret: secret(direction),
    SmarterAuthToken: authToken(direction, 'SmarterAuthToken'),
    SqlConnection: sqlConnection(direction),
    SqlPlugin: sqlPlugin(direction),
    User: user(direction),
    Vectorstore: vectorstore(direction),
  }
}

/** Checks manifests on their way to the server, by kind: unknown fields, words and sizes are refused. */
export const manifestRequests: ByKind = byKind(request)

/** Checks manifests that the server describes, by kind. */
export const manifestAnswers: ByKind = byKind(answer)

/** The kinds of manifests, as they are spelled in `kind`. */
export const manifestKinds = Object.keys(manifestRequests) as [ManifestKind, ...ManifestKind[]]

/** Checks what all manifests say about themselves. */
export const ManifestMetadataSchema: Schema<ManifestMetadata> = plainMetadata(answer)

/** Checks a manifest of any kind by what all kinds share. */
export const ManifestSchema: Schema<Manifest> = v.looseObject({
  apiVersion: v.string(),
  kind: v.string(),
  metadata: ManifestMetadataSchema,
  spec: freeMap,
  status: map,
} satisfies Entries<Manifest>)

/** Refuses a kind that is not known, and says nothing about what only its own schema could check. */
const unknownKind = request.object({
  apiVersion: request.word('smarter.sh/v1'),
  kind: v.picklist(manifestKinds),
  metadata: v.unknown(),
  spec: v.unknown(),
  status: v.exactOptional(v.unknown()),
})

function anyManifest(schemas: ByKind, otherwise: Schema<unknown>): Schema<SmarterManifest> {
  const known = new Map<unknown, Schema<SmarterManifest>>(Object.entries(schemas))
  const fallback = otherwise as Schema<SmarterManifest>
  return v.lazy((value) => (isObject(value) ? known.get(value['kind']) : undefined) ?? fallback)
}

/** Checks a described manifest: by its kind, and of a kind that is not known by what all kinds share. */
export const SmarterManifestSchema: Schema<SmarterManifest> = anyManifest(manifestAnswers, ManifestSchema as Schema<unknown>)

/** Checks a manifest on its way to the server. */
export const ApplyRequestSchema: Schema<SmarterManifest> = anyManifest(manifestRequests, unknownKind as Schema<unknown>)

/** Checks the answer that describes a resource. */
export const DescribeResponseSchema: Schema<DescribeResponse<SmarterManifest>> = journaledResponse(SmarterManifestSchema)

function manifestList(row: Schema<unknown>): Schema<ManifestList> {
  return v.looseObject({
    apiVersion: v.string(),
    kind: v.string(),
    name: text,
    metadata: v.looseObject({ count: v.exactOptional(v.number()) } satisfies Entries<ManifestList['metadata']>),
    kwargs: map,
    data: v.looseObject({
      titles: v.array(v.looseObject({ name: v.string(), type: v.string() } satisfies Entries<ListTitle>)),
      items: v.array(row as Schema<FreeMap>),
    } satisfies Entries<ManifestList['data']>),
  } satisfies Entries<ManifestList>)
}

/** Checks resources of one kind, by what all lists share. */
export const ManifestListSchema: Schema<ManifestList> = manifestList(freeMap as Schema<unknown>)

/** Checks the answer that lists resources: rows by the columns that are known of their kind. */
export const ListResponseSchema: Schema<ListResponse> = journaledResponse(v.lazy((list) => manifestList(rowOf(isObject(list) && list['kind']))))

const applied = v.looseObject({ name: text, kind: text }) as Schema<unknown> as Schema<AppliedManifest>

/** Checks the answer that tells of an applied manifest. */
export const ApplyResponseSchema: Schema<ApplyResponse> = commandResponse(applied)

/** Checks the query of commands that name one resource. */
export const NameQuerySchema: Schema<unknown, NameQuery> = v.object({
  name: v.exactOptional(v.string()),
  username: v.exactOptional(v.string()),
})

/** Checks the answer that gives a sample manifest. */
export const ExampleManifestResponseSchema: Schema<DescribeResponse<SmarterManifest>> = DescribeResponseSchema

/** Checks the answer that gives the JSON Schema of a manifest. */
export const JsonSchemaResponseSchema: Schema<JournaledResponse> = journaledResponse(freeMap)
