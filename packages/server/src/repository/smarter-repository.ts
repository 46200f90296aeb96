import type { ChatDeviceRecord, ChatSessionRecord, ManifestRecord } from './records.js'

/** Smarter's resources. */
export interface ManifestRecords {
  find(by: { id: number } | { kind: string; name: string }): Promise<ManifestRecord | undefined>
  list(kind: string): Promise<ManifestRecord[]>
  insert(manifest: Omit<ManifestRecord, 'id'>): Promise<ManifestRecord>
  update(id: number, changes: Pick<ManifestRecord, 'manifest' | 'updatedAt'>): Promise<void>
  remove(id: number): Promise<void>
}

/** Conversations with chatbots. */
export interface ChatRecords {
  findSession(by: { key: string } | { id: number }): Promise<ChatSessionRecord | undefined>
  listSessions(limit: number): Promise<ChatSessionRecord[]>
  insertSession(session: Omit<ChatSessionRecord, 'id'>): Promise<void>
  removeSession(key: string): Promise<void>
  listMessages(sessionKey: string): Promise<object[]>
  append(sessionKey: string, messages: object[]): Promise<void>
  findDevice(device: string): Promise<ChatDeviceRecord | undefined>
  saveDevice(device: ChatDeviceRecord): Promise<void>
  removeExpiredDevices(now: string): Promise<void>
}
