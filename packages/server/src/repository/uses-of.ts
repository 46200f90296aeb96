import type { LogRecord, VersionUse } from './repository.js'

/** How often, and how lately, each version was used by these logs. */
export function usesOf(logs: LogRecord[]): VersionUse[] {
  const uses = new Map<string, VersionUse>()
  for (const { fileId, versionId, createdAt } of logs) {
    const use = uses.get(versionId)
    if (use === undefined) uses.set(versionId, { fileId, versionId, logs: 1, lastUsedAt: createdAt })
    else uses.set(versionId, { ...use, logs: use.logs + 1, lastUsedAt: createdAt > use.lastUsedAt ? createdAt : use.lastUsedAt })
  }
  return [...uses.values()]
}
