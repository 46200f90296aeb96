import type { ManifestList, NameQuery } from '@smarter-api/schemas/smarter'
import { json } from '../http/answer.js'
import type { Answer } from '../http/answer.js'
import { route } from '../http/route.js'
import type { Exchange, Route } from '../http/route.js'
import type { ChatSessionRecord, ManifestRecord, Records } from '../repository/repository.js'
import { applyManifest, debugOf } from './apply-manifest.js'
import { describeConversation, listConversations, toConversationRow } from './conversations.js'
import { describeManifest } from './describe-manifest.js'
import { envelope, refuse } from './envelope.js'
import { exampleRecord } from './example-manifests.js'
import { findManifest, listManifests } from './find-manifests.js'
import type { Generation } from './generation.js'
import { homeOf } from './home.js'
import { findKind, missing } from './kinds.js'
import type { Command, Kind } from './kinds.js'
import { namesList, titlesOf, toRow } from './rows.js'
import type { Row } from './rows.js'

type NamedExchange = Exchange<undefined, NameQuery>

/** A command on one resource, once it is known which. */
interface Named {
  kind: Kind
  name: string
  command: Command
}

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

async function describeResource(generation: Generation, exchange: NamedExchange): Promise<Answer> {
  const named = readNamed(generation, exchange, 'describe')
  return exchange.services.repository.read(async (records) => {
    const found = await getResource(generation, records, named)
    const manifest = 'key' in found ? await describeConversation(records, named.kind.name, found) : describeManifest(generation, found, homeOf(exchange))
    return told(generation, named, 'described', manifest)
  })
}

async function listResources(generation: Generation, exchange: NamedExchange): Promise<Answer> {
  const kind = findKind(generation, exchange.param('kind'), 'get')
  return exchange.services.repository.read(async (records) => {
    const items = await listRows(generation, records, kind, homeOf(exchange))
    const list: ManifestList = {
      apiVersion: 'smarter.sh/v1',
      kind: kind.name,
      ...(namesList(generation, kind.name) ? { name: null } : {}),
      metadata: { count: items.length },
      kwargs: { kwargs: {} },
      data: { titles: titlesOf(items[0] ?? sampleRow(generation, kind, homeOf(exchange))), items },
    }
    return json(envelope(generation, { command: 'get', thing: kind.name }, list, `${kind.name}s got successfully`))
  })
}

async function listRows(generation: Generation, records: Records, { name, readOnly }: Kind, home: string): Promise<Row[]> {
  if (readOnly === 'nothing') return []
  if (readOnly === 'conversations') return (await listConversations(records)).map(toConversationRow)
  return (await listManifests(records, name)).map((record) => toRow(generation, record, home))
}

/** A row of a list that has none, for its columns. */
function sampleRow(generation: Generation, { name, readOnly }: Kind, home: string): Row {
  return readOnly === undefined ? toRow(generation, exampleRecord(name), home) : toConversationRow({ id: 1, key: '', manifestId: 1, createdAt: '' })
}

async function deleteResource(generation: Generation, exchange: NamedExchange): Promise<Answer> {
  const named = readNamed(generation, exchange, 'delete')
  return exchange.commit(async (records) => {
    const found = await getResource(generation, records, named)
    if ('key' in found) await records.chats.removeSession(found.key)
    else await records.manifests.remove(ownId(generation, named, found))
    return told(generation, named, 'deleted')
  })
}

async function deployResource(generation: Generation, exchange: NamedExchange, deployed: boolean): Promise<Answer> {
  const named = readNamed(generation, exchange, deployed ? 'deploy' : 'undeploy')
  const { kind } = named
  return exchange.commit(async (records) => {
    const record = (await getResource(generation, records, named)) as ManifestRecord
    const spec = setAt(record.manifest['spec'], kind.deployFlag ?? [], deployed)
    await records.manifests.update(ownId(generation, named, record), { manifest: { ...record.manifest, spec }, updatedAt: exchange.services.now() })
    // The newer generation reports undeploying an LLMClient as deploying it.
    const reported = { ...named, ...(generation.era === 'llmclient' && kind.name === 'LLMClient' ? ({ command: 'deploy' } as const) : {}) }
    return told(generation, reported, `${reported.command}ed`, kind.name === 'SmarterAuthToken' ? debugOf(generation, record) : undefined)
  })
}

async function readLogs(generation: Generation, exchange: NamedExchange): Promise<Answer> {
  const named = readNamed(generation, exchange, 'logs')
  return exchange.services.repository.read(async (records) => {
    await getResource(generation, records, named)
    return json(envelope(generation, { command: 'logs', thing: named.kind.name }, undefined, `${named.kind.name} ${named.name} successfully retrieved logs`))
  })
}

function told(generation: Generation, { kind, name, command }: Named, done: string, data?: object): ReturnType<typeof json> {
  return json(envelope(generation, { command, thing: kind.name }, data, `${kind.name} ${name} ${done} successfully`))
}

async function getResource(generation: Generation, records: Records, { kind, name, command }: Named): Promise<ManifestRecord | ChatSessionRecord> {
  const { readOnly } = kind
  const find = readOnly === 'conversations' ? records.chats.findSession({ key: name }) : findManifest(records, kind.name, name)
  const found = readOnly === 'nothing' ? undefined : await find
  if (found === undefined) throw missing(generation, kind, name, command)
  return found
}

/** The number of a resource that somebody applied. What belongs to the server itself stays as it is. */
function ownId(generation: Generation, { kind: { name: thing }, name, command }: Named, { id }: ManifestRecord): number {
  if (id > 0) return id
  throw refuse(generation, { command, thing }, 400, 'SAMBrokerError', `The ${thing} ${name} belongs to this server. Apply one of your own, and ${command} that.`)
}

function readNamed(generation: Generation, { param, query }: NamedExchange, command: Command): Named {
  const kind = findKind(generation, param('kind'), command)
  const thing = kind.name
  const name = thing === 'User' ? (query.username ?? query.name) : query.name
  if (name !== undefined && name !== '') return { kind, name, command }
  const parameter = thing === 'User' ? 'username' : 'name'
  throw refuse(generation, { command, thing }, 400, 'SmarterValueError', `The query parameter ${parameter} is missing. Add ?${parameter}=… to the address.`)
}

function setAt(target: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  const members = Object(target) as Record<string, unknown>
  return { ...members, [key]: setAt(members[key], rest, value) }
}
