import { json } from '../http/answer.js'
import type { Answer } from '../http/answer.js'
import { Problem } from '../http/problem.js'
import { route } from '../http/route.js'
import type { Exchange, Handler, Route } from '../http/route.js'
import type { ManifestRecord, Records } from '../repository/repository.js'
import { account } from './account.js'
import { listConversations, toPromptSession, toPromptTurn } from './conversations.js'
import { listManifests } from './find-manifests.js'
import type { Generation } from './generation.js'
import { homeOf } from './home.js'
import { pluginKinds } from './kinds.js'
import { fromHashedId } from './names.js'
import { toAccount, toLlmClient, toPlugin, toSecret, toUser } from './platform-objects.js'

const sample = { message: 'Sample', status: 'success', data: { id: 1, name: 'Test User', email: 'user@example.com' } }

/** How the generations call the same lists. */
const paths = {
  chatbot: { accounts: '/account', chatbots: '/chatbots', chatbotId: 'chatbot_id', history: '/chat/history', conversation: 'chat' },
  llmclient: { accounts: '/accounts', chatbots: '/llm-clients', chatbotId: 'hashed_id', history: '/prompts/history', conversation: 'prompt' },
} as const

type Read = (exchange: Exchange, records: Records) => Promise<object | undefined>

const nothing: Read = async () => []
const echo: Handler = async ({ body }) => json(body ?? {})

/** The lists beside the commands: bare arrays without pages, and single things of them. */
export function restRoutes(generation: Generation): Route[] {
  const { accounts, chatbots, chatbotId, history, conversation } = paths[generation.era]
  const get = (path: string, read: Read): Route => route(`GET ${path}`, answer(generation, read))
  return [
    get(`${accounts}/`, async (_exchange, records) => (await listManifests(records, 'Account')).map(toAccount)),
    get(`${accounts}/users/`, async (_exchange, records) => (await listManifests(records, 'User')).map(toUser)),
    get(`${accounts}/users/{user_id}/`, one('user_id', 'User', toUser)),
    get(`${accounts}/contacts/`, nothing),
    get(`${accounts}/user-profiles/`, async (_exchange, records) => (await listManifests(records, 'User')).map(toProfile)),
    get(`${accounts}/{account_id}/`, one('account_id', 'Account', toAccount)),
    get(`${chatbots}/`, async (exchange, { manifests }) =>
      (await manifests.list(generation.chatbotKind)).map((record) => toLlmClient(generation, record, homeOf(exchange))),
    ),
    get(`${chatbots}/{${chatbotId}}/`, async (exchange, { manifests }) => {
      const given = exchange.param(chatbotId)
      const id = generation.era === 'chatbot' ? toNumber(given) : fromHashedId(given)
      const found = id === undefined ? undefined : await manifests.find({ id })
      return found?.kind === generation.chatbotKind ? toLlmClient(generation, found, homeOf(exchange)) : undefined
    }),
    get('/plugins/', async (_exchange, records) => (await Promise.all(pluginKinds.map((kind) => listManifests(records, kind)))).flat().map(toPlugin)),
    ...(generation.era === 'llmclient' ? [get('/secrets/', async (_exchange, records) => (await listManifests(records, 'Secret')).map(toSecret))] : []),
    // Lists of history are in snake case in both generations.
    route(`GET ${history}/${conversation}/`, answerAsIs(async (_exchange, records) => (await listConversations(records)).map(toPromptSession))),
    route(`GET ${history}/${conversation}/{pk}/`, answerAsIs(findTurn)),
    route(`GET ${history}/tool-calls/`, answerAsIs(nothing)),
    route(`GET ${history}/tool-calls/{pk}/`, answerAsIs(async () => undefined)),
    route(`GET ${history}/plugin-usage/`, answerAsIs(nothing)),
    ...['unauthenticated', 'authenticated'].flatMap((word) => sampleRoutes(`/tests/${word}`)),
  ]
}

function sampleRoutes(path: string): Route[] {
  return [
    route(`GET ${path}/dict/`, async () => json(sample)),
    route(`GET ${path}/list/`, async () => json([{ id: 1, ...sample }])),
    route(`POST ${path}/dict/`, echo, { body: 'optional-json', reads: true }),
    route(`POST ${path}/list/`, echo, { body: 'optional-json', reads: true }),
  ]
}

function answer({ era }: Generation, read: Read): Handler {
  return answerAsIs(async (exchange, records) => {
    const found = await read(exchange, records)
    return era === 'chatbot' && found !== undefined ? (toSnakeKeys(found) as object) : found
  })
}

function answerAsIs(read: Read): Handler {
  return async (exchange): Promise<Answer> => {
    const found = await exchange.services.repository.read((records) => read(exchange, records))
    if (found === undefined) throw new Problem('not-found', 'Not Found')
    return json(found)
  }
}

/** Finds one of the things whose first is the server's own, with the number 1. */
function one(param: string, kind: string, present: (record: ManifestRecord) => object): Read {
  return async (exchange, records) => {
    const number = toNumber(exchange.param(param))
    const found = (await listManifests(records, kind)).find(({ id }) => id + 1 === number)
    return found && present(found)
  }
}

async function findTurn({ param }: Exchange, records: Records): Promise<object | undefined> {
  const id = toNumber(param('pk'))
  const session = id === undefined ? undefined : await records.chats.findSession({ id })
  return session && toPromptTurn(records, session)
}

function toProfile(record: ManifestRecord): object {
  return { id: record.id + 1, user: toUser(record), account: { accountNumber: account.number } }
}

function toNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** The older generation spells its keys in snake case. */
function toSnakeKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toSnakeKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), toSnakeKeys(member)]))
}
