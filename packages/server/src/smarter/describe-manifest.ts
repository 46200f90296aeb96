import type { Manifest, ManifestMetadata } from '@smarter-api/schemas/smarter'
import type { ManifestRecord } from '../repository/repository.js'
import { account } from './account.js'
import { describeSpec, statusOf } from './chatbot-manifest.js'
import type { Generation } from './generation.js'

const snakeOwned = new Set(['ApiConnection', 'SqlConnection', 'User'])

/** A resource as describing shows it: the manifest that was applied, its defaults, and its status. */
export function describeManifest(generation: Generation, record: ManifestRecord, url: URL): Manifest {
  const { apiVersion, metadata, spec } = record.manifest as { apiVersion: string; metadata: ManifestMetadata; spec: Record<string, unknown> }
  const shown = { tags: [], annotations: [], ...metadata, name: record.name }
  if (record.kind === generation.chatbotKind) {
    return {
      apiVersion,
      kind: record.kind,
      metadata: shown,
      spec: { ...describeSpec(generation, record) },
      status: { ...statusOf(generation, record, url) },
    }
  }
  const owner = snakeOwned.has(record.kind)
    ? { account_number: account.number, username: account.username }
    : { accountNumber: account.number, username: account.username }
  return {
    apiVersion,
    kind: record.kind,
    metadata: shown,
    spec: record.kind === 'Secret' ? withoutSecret(spec) : spec,
    status: { created: record.createdAt, modified: record.updatedAt, ...owner },
  }
}

function withoutSecret(spec: Record<string, unknown>): Record<string, unknown> {
  return { config: { ...(spec['config'] as Record<string, unknown>), value: null } }
}
