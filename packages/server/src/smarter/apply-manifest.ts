import type { SmarterManifest } from '@smarter-api/schemas/smarter'
import { json } from '../http/answer.js'
import type { Answer } from '../http/answer.js'
import type { Exchange, Services } from '../http/route.js'
import type { ManifestRecord, Records } from '../repository/repository.js'
import { specOf } from './chatbot-manifest.js'
import { envelope, refuse } from './envelope.js'
import type { Generation } from './generation.js'
import { pluginKinds } from './kinds.js'
import { nameOf, readManifest } from './read-manifest.js'

const keyKinds = ['SmarterAuthToken', 'AuthToken']

/** `POST /cli/apply/`: makes a resource or replaces its manifest. */
export async function applyManifest(generation: Generation, { body, services, commit }: Exchange): Promise<Answer> {
  const manifest = readManifest(generation, body)
  const { kind } = manifest
  return commit(async (records) => {
    const record = await storeManifest(generation, records, services, manifest)
    return json(envelope(generation, { command: 'apply', thing: kind }, debugOf(generation, record), `${kind} ${record.name} applied successfully`))
  })
}

/** Stores a manifest that was read, in place of one of its kind and name. */
export async function storeManifest(generation: Generation, records: Records, { now }: Services, manifest: SmarterManifest): Promise<ManifestRecord> {
  await checkReferences(generation, records, manifest)
  const { kind } = manifest
  const name = nameOf(generation, manifest)
  const { status: _status, ...kept } = manifest
  const changes = { manifest: { ...kept, metadata: { ...manifest.metadata, name } }, updatedAt: now() }
  const found = await records.manifests.find({ kind, name })
  if (found === undefined) return records.manifests.insert({ kind, name, createdAt: changes.updatedAt, ...changes })
  await records.manifests.update(found.id, changes)
  return { ...found, ...changes }
}

/** What the newer generation tells of its insides; the older one tells nothing. The spec is left out: it may hold a secret. */
export function debugOf({ era }: Generation, { id, kind, name, manifest }: ManifestRecord): Record<string, unknown> | undefined {
  const { spec: _spec, ...rest } = manifest
  return era === 'llmclient' ? { api_version: manifest['apiVersion'], kind, name, manifest: rest, id } : undefined
}

/** A chatbot's plugins and its key must be there. */
async function checkReferences(generation: Generation, records: Records, manifest: SmarterManifest): Promise<void> {
  if (manifest.kind !== generation.chatbotKind) return
  const { plugins, apiKey } = specOf({ ...manifest })
  for (const name of plugins ?? []) await checkReference(generation, records, pluginKinds, { name, label: 'Plugin', field: 'spec.plugins' })
  if (apiKey) await checkReference(generation, records, keyKinds, { name: apiKey, label: 'Key', field: 'spec.apiKey' })
}

async function checkReference(
  generation: Generation,
  { manifests }: Records,
  kinds: readonly string[],
  { name, label, field }: { name: string; label: string; field: string },
): Promise<void> {
  const found = await Promise.all(kinds.map((kind) => manifests.find({ kind, name })))
  if (found.some((record) => record !== undefined)) return
  const [status, thing] = [generation.era === 'llmclient' ? 500 : 400, generation.chatbotKind]
  const message = `${label} ${name} not found. Apply the ${label.toLowerCase()} first, or take it out of ${field}.`
  throw refuse(generation, { command: 'apply', thing }, status, `SAM${thing}BrokerError`, message)
}
