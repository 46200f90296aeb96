/** A key that opens the server, as it is known after it was given out. */
export interface ApiKeyRecord {
  id: string
  /** Unique among the keys that are not revoked. */
  name: string
  /** The SHA-256 digest of the key, in hexadecimal. The key itself is not kept. */
  digest: string
  /** What the key begins with, so that people can tell keys apart. */
  prefix: string
  createdAt: string
  /** Some time in the hour in which it was last used; `null` before its first use. */
  lastUsedAt: string | null
  revokedAt: string | null
}

/** Keys that open the server. */
export interface ApiKeyRecords {
  /** Lists all keys, revoked ones too, the oldest first. */
  list(): Promise<ApiKeyRecord[]>
  insert(key: ApiKeyRecord): Promise<void>
  update(id: string, changes: Partial<Pick<ApiKeyRecord, 'lastUsedAt' | 'revokedAt'>>): Promise<void>
}
