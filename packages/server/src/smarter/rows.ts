import type { ListTitle } from '@smarter-api/schemas/smarter'
import type { ManifestRecord } from '../repository/repository.js'
import { account } from './account.js'
import { configOf, statusOf } from './chatbot-manifest.js'
import type { Generation } from './generation.js'
import { pluginKinds } from './kinds.js'
import { toAccount, toPlugin, toResource, toSecret, toUser, toVectorStore } from './platform-objects.js'

export type Row = Record<string, unknown>

/** A resource as `get` lists it: each kind has columns of its own. */
export function toRow(generation: Generation, record: ManifestRecord, home: string): Row {
  const { kind, name, createdAt, updatedAt } = record
  if (kind === generation.chatbotKind) {
    const { url, dnsVerificationStatus } = statusOf(generation, record, home)
    return { name, url, dnsVerificationStatus, deployed: configOf(record).deployed, createdAt, updatedAt }
  }
  if (pluginKinds.includes(kind)) return toPluginRow(generation, record)
  if (kind === 'Account') {
    const { accountNumber, companyName } = toAccount(record)
    return { accountNumber, companyName, createdAt, updatedAt }
  }
  if (kind === 'User') return { ...toUser(record) }
  if (kind === 'Secret') return { ...toSecret(record) }
  return { ...(kind === 'Vectorstore' ? toVectorStore(record) : toResource(record)) }
}

/** Names the columns of a row, and how the platform calls their types. */
export function titlesOf(row: Row): ListTitle[] {
  return Object.entries(row).map(([name, value]) => ({ name, type: typeOf(name, value) }))
}

/** Whether `get` names the list itself, as it does for chatbots and plugins alone. */
export function namesList({ chatbotKind }: Generation, kind: string): boolean {
  return kind === chatbotKind || pluginKinds.includes(kind)
}

function toPluginRow({ era }: Generation, record: ManifestRecord): Row {
  const plugin = toPlugin(record)
  const { name, pluginClass, version, createdAt, updatedAt } = plugin
  return era === 'chatbot' ? { name, pluginClass, version, email: account.email, createdAt, updatedAt } : { ...plugin }
}

function typeOf(name: string, value: unknown): string {
  if (name.endsWith('At')) return 'DateTimeField'
  if (typeof value === 'boolean') return 'BooleanField'
  if (typeof value === 'number') return 'IntegerField'
  if (Array.isArray(value)) return 'ListField'
  return typeof value === 'object' && value !== null ? 'SerializerMethodField' : 'CharField'
}
