import type { ManifestRecord } from '../repository/repository.js'

/** The one account and user of this server. */
export const account = { number: '0000-0000-0000', username: 'local', company: 'Local', email: 'local@localhost', createdAt: '2025-01-01T00:00:00.000Z' } as const

const { createdAt, username, company, email, number } = account
const metadata = { name: username, description: 'It belongs to this server.', version: null }

function localRecord(kind: string, own: object, config: object): ManifestRecord {
  const manifest = { apiVersion: 'smarter.sh/v1', kind, metadata: { ...metadata, ...own }, spec: { config } }
  return { id: 0, kind, name: username, manifest, createdAt, updatedAt: createdAt }
}

/** What is there before anything is applied. A manifest of the same kind and name takes its place. */
export const localRecords: readonly ManifestRecord[] = [
  localRecord('Account', { accountNumber: number }, { companyName: company, country: 'US', currency: 'USD', language: 'en-US', timezone: 'UTC' }),
  localRecord('User', { username }, { firstName: '', lastName: '', email, isStaff: true, isActive: true }),
]
