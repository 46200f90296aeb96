import type { ManifestRecord, Records } from '../repository/repository.js'
import { localRecords } from './account.js'

/** Finds a resource; the server's own account and user are there too. */
export async function findManifest({ manifests }: Records, kind: string, name: string): Promise<ManifestRecord | undefined> {
  return (await manifests.find({ kind, name })) ?? localRecords.find((record) => record.kind === kind && record.name === name)
}

export async function listManifests({ manifests }: Records, kind: string): Promise<ManifestRecord[]> {
  const stored = await manifests.list(kind)
  const local = localRecords.filter((record) => record.kind === kind && !stored.some(({ name }) => name === record.name))
  return [...local, ...stored]
}
