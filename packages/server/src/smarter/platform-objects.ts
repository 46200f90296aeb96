import type { OwnedResource, PlatformAccount, PlatformLlmClient, PlatformPlugin, PlatformSecret, PlatformUser, PlatformVectorStore } from '@smarter-api/schemas/smarter'
import type { ManifestRecord } from '../repository/repository.js'
import { account } from './account.js'
import { configOf, specOf, statusOf } from './chatbot-manifest.js'
import type { Generation } from './generation.js'
import { toHashedId, toHostName } from './names.js'

type Fields = Record<string, unknown>

const owner = { user: { username: account.username, email: account.email }, account: { accountNumber: account.number } }

/** An account as lists show it. The server's own has the number 1. */
export function toAccount(record: ManifestRecord): PlatformAccount {
  const { id: _id, userProfile: _owner, manifestUrl: _manifest, ready: _ready, ...resource } = toResource(record)
  const { accountNumber = account.number } = fieldsOf(record.manifest, 'metadata') as { accountNumber?: string }
  const address = { phoneNumber: null, address1: null, address2: null, city: null, state: null, postalCode: null, country: 'US', language: 'en-US', timezone: 'America/New_York', currency: 'USD' }
  return {
    ...resource,
    id: record.id + 1,
    accountNumber,
    isDefaultAccount: record.id === 0,
    ...address,
    ...fieldsOf(record.manifest, 'spec', 'config'),
    isActive: true,
  }
}

/** A user as lists show it. The server's own has the number 1. */
export function toUser({ id, name, manifest }: ManifestRecord): PlatformUser {
  const { firstName = '', lastName = '', email = null, isStaff = false } = fieldsOf(manifest, 'spec', 'config')
  return { id: id + 1, username: name, firstName, lastName, email, isStaff, isSuperuser: id === 0 } as PlatformUser
}

/** What all resources of the caller show. */
export function toResource({ id, kind, name, createdAt, updatedAt, manifest }: ManifestRecord): OwnedResource {
  const { description = null, version = null, annotations = [], tags = [] } = fieldsOf(manifest, 'metadata')
  const manifestUrl = `/workbench/${kind.toLowerCase()}s/${toHashedId(id)}/manifest/`
  return { id, createdAt, updatedAt, name, userProfile: owner, description, version, annotations, tags, manifestUrl, ready: true } as OwnedResource
}

export function toPlugin(record: ManifestRecord): PlatformPlugin {
  return { ...toResource(record), pluginClass: fieldsOf(record.manifest, 'metadata')['pluginClass'] as string, kind: record.kind }
}

/** A secret as lists show it: without its value. */
export function toSecret(record: ManifestRecord): PlatformSecret {
  const { expiration_date: expiresAt = null } = fieldsOf(record.manifest, 'spec', 'config')
  return { ...toResource(record), expiresAt: expiresAt as string | null, lastAccessed: null }
}

export function toVectorStore(record: ManifestRecord): PlatformVectorStore {
  const { backend, isActive = true } = fieldsOf(record.manifest, 'spec')
  return { ...toResource(record), backend: backend as string, isActive: isActive as boolean }
}

/** A chatbot as the database of the platform has it. */
export function toLlmClient(generation: Generation, record: ManifestRecord, home: string): PlatformLlmClient {
  const { plugins, functions, apiKey } = specOf(record.manifest)
  const { urlLLMClient, urlChatbot, created: _created, modified: _modified, accountNumber: _number, username: _username, recordLocator: _locator, ...status } = statusOf(generation, record, home)
  const { host } = new URL(home)
  return {
    ...toResource(record),
    hashedId: toHashedId(record.id),
    ...configOf(record),
    tlsCertificateIssuanceStatus: 'No Certificate',
    ...status,
    urlLlmClient: urlLLMClient ?? urlChatbot ?? null,
    functions: functions ?? [],
    plugins: (plugins ?? []).map((name) => ({ name })),
    customDomains: [],
    apiKeys: apiKey ? [apiKey] : [],
    rfc1034CompliantName: toHostName(record.name),
    baseApiDomain: `api.${host}`,
    baseDefaultHost: `${account.number}.api.${host}`,
    customHost: null,
    isAuthenticationRequired: Boolean(apiKey),
  }
}

/** The object at a place in a manifest; empty when there is none. */
function fieldsOf(manifest: Fields, ...path: string[]): Fields {
  return path.reduce((fields: Fields, key) => Object(fields[key]) as Fields, manifest)
}
