import type { Generated } from 'kysely'

/** The tables, with JSON as text and flags as numbers, so that every engine stores them alike. */
export interface Database {
  schemaVersion: { version: number }
  environments: { position: Generated<number>; id: string; name: string; isDefault: number; createdAt: string }
  files: {
    position: Generated<number>
    id: string
    kind: string
    path: string
    name: string
    /** The name in lower case, by Unicode's rules, which engines do not all know. */
    foldedName: string
    details: string
    createdAt: string
    updatedAt: string
  }
  versions: {
    position: Generated<number>
    id: string
    fileId: string
    hash: string
    name: string | null
    description: string | null
    content: string
    createdAt: string
    updatedAt: string
    deletedAt: string | null
  }
  deployments: { fileId: string; environmentId: string; versionId: string; createdAt: string }
  logs: {
    position: Generated<number>
    id: string
    kind: string
    fileId: string
    versionId: string
    traceParentId: string | null
    traceId: string | null
    createdAt: string
    content: string
  }
  versionUses: { versionId: string; fileId: string; logs: number; lastUsedAt: string }
  manifests: { id: Generated<number>; kind: string; name: string; manifest: string; createdAt: string; updatedAt: string }
  chatSessions: { position: Generated<number>; key: string; manifestId: number; createdAt: string }
  chatMessages: { position: Generated<number>; sessionKey: string; message: string }
  chatDevices: { device: string; sessionKey: string; expiresAt: string }
  idempotency: { key: string; request: string; token: string; answer: string | null; leaseUntil: string; expiresAt: string }
}
