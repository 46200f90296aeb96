import type { ManifestList, NameQuery } from '@smarter-api/schemas/smarter'
import { json } from '../http/answer.js'
import type { Answer } from '../http/answer.js'
import { route } from '../http/route.js'
import type { Exchange, Route } from '../http/route.js'
import type { ChatSessionRecord, ManifestRecord, Records } from '../repository/repository.js'
import { applyManifest } from './apply-manifest.js'
import { configOf, statusOf } from './chatbot-manifest.js'
import { describeConversation, listConversations } from './conversations.js'
import { describeManifest } from './describe-manifest.js'
import { envelope, refuse } from './envelope.js'
import type { Generation } from './generation.js'
import { findKind, missing } from './kinds.js'
import type { Command, Kind } from './kinds.js'

type NamedExchange = Exchange<undefined, NameQuery>

/** The brokered commands under `/cli/`. */
export function commandRoutes(generation: Generation): Route[] {
  const describe = (exchange: NamedExchange): Promise<Answer> => describeResource(generation, exchange)
  return [
    route('POST /cli/apply/', (exchange) => applyManifest(generation, exchange), { body: generation.era === 'chatbot' ? 'unlabelled-manifest' : 'manifest' }),
    route<undefined, NameQuery>('POST /cli/describe/{kind}/', describe, { reads: true }),
    route<undefined, NameQuery>('GET /cli/describe/{kind}/', describe),
    route<undefined, NameQuery>('POST /cli/get/{kind}/', (exchange) => listResources(generation, exchange), { reads: true }),
    route<undefined, NameQuery>('POST /cli/delete/{kind}/', (exchange) => deleteResource(generation, exchange)),
    route<undefined, NameQuery>('POST /cli/deploy/{kind}/', (exchange) => deployResource(generation, exchange, true)),
    route<undefined, NameQuery>('POST /cli/undeploy/{kind}/', (exchange) => deployResource(generation, exchange, false)),
    route<undefined, NameQuery>('POST /cli/logs/{kind}/', (exchange) => readLogs(generation, exchange), { reads: true }),
  ]
}

async function describeResource(generation: Generation, { param, query, url, services }: NamedExchange): Promise<Answer> {
  const kind = findKind(generation, param('kind'), 'describe')
  const name = readName(generation, kind, query, 'describe')
  const message = `${kind.name} ${name} described successfully`
  return services.repository.read(async (records) => {
    if (kind.name === generation.conversationKind) {
      const session = await getConversation(generation, records, kind, name, 'describe')
      return json(envelope(generation, { command: 'describe', thing: kind.name }, await describeConversation(records, generation, session), message))
    }
    const record = await getManifest(generation, records, kind, name, 'describe')
    return json(envelope(generation, { command: 'describe', thing: kind.name }, describeManifest(generation, record, url), message))
  })
}

async function listResources(generation: Generation, { param, url, services }: NamedExchange): Promise<Answer> {
  const kind = findKind(generation, param('kind'), 'get')
  return services.repository.read(async (records) => {
    const items =
      kind.name === generation.conversationKind
        ? await listConversations(records)
        : (await records.manifests.list(kind.name)).map((record) => listItem(generation, record, url))
    const titles = Object.keys(items[0] ?? { name: '', createdAt: '', updatedAt: '' }).map((name) => ({
      name,
      type: name.endsWith('At') ? 'DateTimeField' : name === 'deployed' ? 'BooleanField' : 'CharField',
    }))
    const list: ManifestList = {
      apiVersion: 'smarter.sh/v1',
      kind: kind.name,
      name: null,
      metadata: { count: items.length },
      kwargs: { kwargs: {} },
      data: { titles, items },
    }
    return json(envelope(generation, { command: 'get', thing: kind.name }, list, `${kind.name}s got successfully`))
  })
}

async function deleteResource(generation: Generation, { param, query, commit }: NamedExchange): Promise<Answer> {
  const kind = findKind(generation, param('kind'), 'delete')
  const name = readName(generation, kind, query, 'delete')
  return commit(async (records) => {
    if (kind.name === generation.conversationKind) {
      const { key } = await getConversation(generation, records, kind, name, 'delete')
      await records.chats.removeSession(key)
    } else {
      const { id } = await getManifest(generation, records, kind, name, 'delete')
      await records.manifests.remove(id)
    }
    return json(envelope(generation, { command: 'delete', thing: kind.name }, undefined, `${kind.name} ${name} deleted successfully`))
  })
}

async function deployResource(generation: Generation, { param, query, services, commit }: NamedExchange, deployed: boolean): Promise<Answer> {
  const command = deployed ? 'deploy' : 'undeploy'
  const kind = findKind(generation, param('kind'), command)
  const name = readName(generation, kind, query, command)
  return commit(async (records) => {
    const record = await getManifest(generation, records, kind, name, command)
    const spec = setAt(record.manifest['spec'], kind.deployFlag ?? [], deployed)
    await records.manifests.update(record.id, { manifest: { ...record.manifest, spec }, updatedAt: services.now() })
    // The newer generation reports undeploying an LLMClient as deploying it.
    const told = generation.era === 'llmclient' && kind.name === 'LLMClient' ? 'deploy' : command
    return json(envelope(generation, { command: told, thing: kind.name }, undefined, `${kind.name} ${name} ${told}ed successfully`))
  })
}

async function readLogs(generation: Generation, { param, query, services }: NamedExchange): Promise<Answer> {
  const kind = findKind(generation, param('kind'), 'logs')
  const name = readName(generation, kind, query, 'logs')
  return services.repository.read(async (records) => {
    if (kind.name === generation.conversationKind) await getConversation(generation, records, kind, name, 'logs')
    else await getManifest(generation, records, kind, name, 'logs')
    return json(envelope(generation, { command: 'logs', thing: kind.name }, undefined, `${kind.name} ${name} successfully retrieved logs`))
  })
}

async function getManifest(generation: Generation, { manifests }: Records, kind: Kind, name: string, command: Command): Promise<ManifestRecord> {
  const record = await manifests.find({ kind: kind.name, name })
  if (record === undefined) throw missing(generation, kind, name, command)
  return record
}

async function getConversation(generation: Generation, { chats }: Records, kind: Kind, key: string, command: Command): Promise<ChatSessionRecord> {
  const session = await chats.findSession(key)
  if (session === undefined) throw missing(generation, kind, key, command)
  return session
}

function readName(generation: Generation, { name: thing }: Kind, query: NameQuery, command: Command): string {
  const name = thing === 'User' ? (query.username ?? query.name) : query.name
  if (name !== undefined && name !== '') return name
  const parameter = thing === 'User' ? 'username' : 'name'
  throw refuse(generation, { command, thing }, 400, 'SmarterValueError', `The query parameter ${parameter} is missing. Add ?${parameter}=… to the address.`)
}

function listItem(generation: Generation, record: ManifestRecord, url: URL): Record<string, unknown> {
  const { name, createdAt, updatedAt } = record
  if (record.kind !== generation.chatbotKind) return { name, createdAt, updatedAt }
  const status = statusOf(generation, record, url)
  return { name, url: status.url, dnsVerificationStatus: status.dnsVerificationStatus, deployed: configOf(record).deployed, createdAt, updatedAt }
}

function setAt(target: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  const members = Object(target) as Record<string, unknown>
  return { ...members, [key]: setAt(members[key], rest, value) }
}
