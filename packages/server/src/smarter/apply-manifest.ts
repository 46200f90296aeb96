import { checkManifest } from '@smarter-api/schemas/smarter'
import type { SmarterManifest } from '@smarter-api/schemas/smarter'
import { json } from '../http/answer.js'
import type { Answer } from '../http/answer.js'
import type { Refusal } from '../http/problem.js'
import type { Exchange } from '../http/route.js'
import type { ManifestRecord, Records } from '../repository/repository.js'
import { specOf } from './chatbot-manifest.js'
import { envelope, refuse } from './envelope.js'
import type { Generation } from './generation.js'
import { kindsOf } from './kinds.js'
import { toSnakeCase } from './names.js'

const pluginKinds = ['Plugin', 'ApiPlugin', 'SqlPlugin']

/** `POST /cli/apply/`: makes a resource or replaces its manifest. */
export async function applyManifest(generation: Generation, { body, services, commit }: Exchange): Promise<Answer> {
  const manifest = readManifest(generation, body)
  const { kind } = manifest
  return commit(async (records) => {
    await checkPlugins(generation, records, manifest)
    const name = nameOf(generation, manifest)
    const { status: _status, ...kept } = manifest
    const stored = { ...kept, metadata: { ...manifest.metadata, name } }
    const now = services.now()
    const found = await records.manifests.find({ kind, name })
    const record: ManifestRecord = found
      ? { ...found, manifest: stored, updatedAt: now }
      : await records.manifests.insert({ kind, name, manifest: stored, createdAt: now, updatedAt: now })
    if (found !== undefined) await records.manifests.update(found.id, { manifest: stored, updatedAt: now })
    const debug = generation.era === 'llmclient' ? { api_version: manifest.apiVersion, kind, name, manifest: withoutSpec(stored), id: record.id } : undefined
    return json(envelope(generation, { command: 'apply', thing: kind }, debug, `${kind} ${name} applied successfully`))
  })
}

function readManifest(generation: Generation, body: unknown): SmarterManifest {
  const isNewer = generation.era === 'llmclient'
  if (body === undefined) {
    const context = { command: 'apply', thing: 'None' }
    throw isNewer
      ? refuse(generation, context, 500, 'APIV1CLIViewManifestNotFoundError', 'No YAML manifest provided.')
      : refuse(generation, context, 400, 'SAMLoaderError', 'No YAML manifest provided.')
  }
  const parsed = checkManifest(body)
  const kind = String(Reflect.get(Object(body), 'kind'))
  if (!parsed.ok) throw invalidManifest(generation, kind, parsed.errors.map(({ message }) => message).join(' '))
  if (kind === generation.conversationKind) {
    throw refuse(generation, { command: 'apply', thing: kind }, 405, 'SAMBrokerReadOnlyError', `${kind} is read-only: conversations are made by prompting.`)
  }
  if (!kindsOf(generation).some(({ name }) => name === kind)) {
    const message = `No broker found for manifest kind '${kind}'. Known kinds: ${kindsOf(generation).map(({ name }) => name).join(', ')}.`
    throw refuse(generation, { command: 'apply', thing: kind }, isNewer ? 500 : 400, isNewer ? 'APIV1CLIViewError' : 'SAMBadRequestError', message)
  }
  return emptyToNull(parsed.manifest) as SmarterManifest
}

function invalidManifest(generation: Generation, thing: string, found: string): Refusal {
  return generation.era === 'llmclient'
    ? refuse(generation, { command: 'apply', thing }, 500, 'APIV1CLIViewError', `No broker found for manifest kind '${thing}'. ${found}`)
    : refuse(generation, { command: 'apply', thing }, 400, 'SAMLoaderError', found)
}

/** The platform stores empty texts, and the text `None`, as null. */
function emptyToNull(value: unknown): unknown {
  if (value === '' || value === 'None') return null
  if (Array.isArray(value)) return value.map(emptyToNull)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, emptyToNull(member)]))
}

function nameOf(generation: Generation, { kind, metadata }: SmarterManifest): string {
  const field = kind === 'User' ? 'username' : 'name'
  const given: unknown = Reflect.get(metadata, field)
  const name = generation.era === 'llmclient' && field === 'name' ? toSnakeCase(String(given ?? '')) : String(given ?? '')
  if (name !== '') return name
  throw invalidManifest(generation, kind, `metadata.${field}: nothing of it is left when it is stored. Use letters and digits, and not the word None.`)
}

async function checkPlugins(generation: Generation, { manifests }: Records, manifest: SmarterManifest): Promise<void> {
  if (manifest.kind !== generation.chatbotKind) return
  for (const name of specOf({ ...manifest }).plugins ?? []) {
    const found = await Promise.all(pluginKinds.map((kind) => manifests.find({ kind, name })))
    if (found.some((plugin) => plugin !== undefined)) continue
    const status = generation.era === 'llmclient' ? 500 : 400
    throw refuse(generation, { command: 'apply', thing: manifest.kind }, status, `SAM${manifest.kind}BrokerError`, `Plugin ${name} not found. Apply the plugin first, or take it out of spec.plugins.`)
  }
}

function withoutSpec({ spec: _spec, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return rest
}
