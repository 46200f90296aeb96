import * as v from 'valibot'
import { type Direction, flag, map, nullish, text } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { manifest, plainMetadata, statusEntries } from './manifest.js'
import type {
  ProviderManifest,
  ProviderSpec,
  ProviderStatus,
  VectorstoreEmbeddings,
  VectorstoreManifest,
  VectorstoreSpec,
  VectorstoreStatus,
} from './types.js'

const anything = v.exactOptional(v.unknown())

export function provider(direction: Direction): Schema<ProviderManifest> {
  const spec: Schema<ProviderSpec> = direction.object({
    provider: direction.object({
      name: v.string(),
      description: text,
      base_url: text,
      api_key: text,
      connectivity_test_path: text,
      logo: text,
      website_url: text,
      contact_email: text,
      support_email: text,
      terms_of_service_url: text,
      docs_url: text,
      privacy_policy_url: text,
    } satisfies Entries<ProviderSpec['provider']>),
  } satisfies Entries<ProviderSpec>)
  const status: Schema<ProviderStatus> = v.looseObject({
    ...statusEntries,
    is_active: flag,
    is_flagged: flag,
    is_deprecated: flag,
    is_suspended: flag,
    is_verified: flag,
    ownership_requested: anything,
    contact_email_verified: anything,
    support_email_verified: anything,
    tos_accepted_at: text,
    tos_accepted_by: anything,
    can_activate: flag,
  } satisfies Entries<ProviderStatus>)
  return manifest(direction, 'Provider', { spec, status, metadata: plainMetadata(direction) })
}

export function vectorstore(direction: Direction): Schema<VectorstoreManifest> {
  const integer = nullish(direction.integer())
  const spec: Schema<VectorstoreSpec> = direction.object({
    connection: v.nullable(v.string()),
    backend: direction.word('qdrant', 'weaviate', 'pinecone'),
    isActive: flag,
    vectorstore: direction.object({
      textKey: text,
      namespace: text,
      distanceStrategy: text,
    } satisfies Entries<VectorstoreSpec['vectorstore']>),
    // The platform hands settings it does not list on to the embedding's library, so these stay open in requests.
    embeddings: v.looseObject({
      provider: v.string(),
      providerModel: text,
      config: map,
      dimensions: integer,
      deployment: text,
      apiVersion: text,
      baseUrl: text,
      openaiApiType: text,
      openaiProxy: text,
      embeddingCtxLength: integer,
      apiKey: text,
      organization: text,
      chunkSize: integer,
      maxRetries: integer,
      timeout: anything,
      headers: map,
    } satisfies Entries<VectorstoreEmbeddings>),
    indexModel: direction.object({
      spec: anything,
      dimension: nullish(direction.integer({ min: 1, max: 20_000 })),
      metric: text,
      timeout: anything,
      deletionProtection: text,
      vectorType: text,
    } satisfies Entries<VectorstoreSpec['indexModel']>),
  } satisfies Entries<VectorstoreSpec>)
  const status: Schema<VectorstoreStatus> = v.looseObject({
    ...statusEntries,
    vectorstore_status: anything,
  } satisfies Entries<VectorstoreStatus>)
  return manifest(direction, 'Vectorstore', { spec, status, metadata: plainMetadata(direction) })
}
