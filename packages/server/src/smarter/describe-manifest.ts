import type { FreeMap, Manifest, ManifestMetadata } from '@smarter-api/schemas/smarter'
import type { ManifestRecord } from '../repository/repository.js'
import { account } from './account.js'
import { describeSpec, statusOf } from './chatbot-manifest.js'
import type { Generation } from './generation.js'
import { toLocator } from './names.js'

const owner = { accountNumber: account.number, username: account.username }
const snakeOwner = { account_number: account.number, username: account.username }
const verified = {
  is_active: true,
  is_flagged: false,
  is_deprecated: false,
  is_suspended: false,
  is_verified: false,
  ownership_requested: null,
  contact_email_verified: null,
  support_email_verified: null,
  tos_accepted_at: null,
  tos_accepted_by: null,
  can_activate: true,
}

/** What the status of each kind tells beyond the dates. */
const ownStatus: Record<string, FreeMap> = {
  Account: { adminAccount: account.username },
  ApiConnection: snakeOwner,
  ApiPlugin: owner,
  AuthToken: { lastUsedAt: null },
  Plugin: owner,
  Provider: verified,
  Secret: { ...owner, last_accessed: null },
  SmarterAuthToken: { lastUsedAt: null },
  SqlConnection: snakeOwner,
  SqlPlugin: owner,
  User: snakeOwner,
  Vectorstore: { vectorstore_status: 'Not checked' },
}

/** A resource as describing shows it: the manifest that was applied, its defaults, and its status. */
export function describeManifest(generation: Generation, record: ManifestRecord, home: string): Manifest {
  const { apiVersion, metadata, spec } = record.manifest as { apiVersion: string; metadata: ManifestMetadata; spec: Record<string, unknown> }
  const isChatbot = record.kind === generation.chatbotKind
  return {
    apiVersion,
    kind: record.kind,
    metadata: { tags: [], annotations: [], ...metadata, name: record.name },
    spec: isChatbot ? { ...describeSpec(generation, record) } : withoutSecret(record.kind, spec),
    status: isChatbot ? { ...statusOf(generation, record, home) } : plainStatus(generation, record),
  }
}

function plainStatus({ era }: Generation, record: ManifestRecord): FreeMap {
  const locator = era === 'llmclient' ? { recordLocator: toLocator(record) } : {}
  return { ...locator, created: record.createdAt, modified: record.updatedAt, ...ownStatus[record.kind] }
}

function withoutSecret(kind: string, spec: Record<string, unknown>): Record<string, unknown> {
  return kind === 'Secret' ? { config: { ...(spec['config'] as Record<string, unknown>), value: null } } : spec
}
