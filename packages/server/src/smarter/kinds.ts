import type { Refusal } from '../http/problem.js'
import { refuse } from './envelope.js'
import type { Generation } from './generation.js'
import { toSnakeCase } from './names.js'

export type Command = 'apply' | 'describe' | 'get' | 'delete' | 'deploy' | 'undeploy' | 'logs' | 'example_manifest' | 'json_schema'

/** What the platform can do with one kind of resource. */
export interface Kind {
  name: string
  /** Commands that answer 501. */
  unsupported: readonly Command[]
  /** Where the manifest says whether the resource is in use, as deploying sets it. */
  deployFlag?: readonly string[]
  /** Whether a missing resource answers 503 on the newer generation, as most do, or 404. */
  missing: 'not-ready' | 'not-found'
  /** Kinds that prompting makes, and nobody applies (405): conversations, or what this server keeps none of. */
  readOnly?: 'conversations' | 'nothing'
}

export const pluginKinds: readonly string[] = ['Plugin', 'ApiPlugin', 'SqlPlugin']

const stays: readonly Command[] = ['deploy', 'undeploy']
const silent: readonly Command[] = ['deploy', 'undeploy', 'logs']
const read: readonly Command[] = ['delete', 'deploy', 'undeploy', 'logs']
const token = { unsupported: ['logs'], missing: 'not-ready', deployFlag: ['config', 'isActive'] } as const

const sharedKinds: Kind[] = [
  { name: 'Account', unsupported: ['delete', ...stays], missing: 'not-found' },
  { name: 'ApiConnection', unsupported: silent, missing: 'not-ready' },
  { name: 'ApiPlugin', unsupported: silent, missing: 'not-ready' },
  { name: 'Plugin', unsupported: silent, missing: 'not-ready' },
  { name: 'Provider', unsupported: stays, missing: 'not-found' },
  { name: 'Secret', unsupported: silent, missing: 'not-found' },
  { name: 'SmarterAuthToken', ...token },
  { name: 'SqlConnection', unsupported: silent, missing: 'not-ready' },
  { name: 'SqlPlugin', unsupported: silent, missing: 'not-ready' },
  { name: 'User', unsupported: [], missing: 'not-found', deployFlag: ['config', 'isActive'] },
]

const olderKinds: Kind[] = [
  { name: 'AuthToken', ...token },
  { name: 'ChatHistory', unsupported: read, missing: 'not-found', readOnly: 'conversations' },
  { name: 'ChatPluginUsage', unsupported: read, missing: 'not-found', readOnly: 'nothing' },
  { name: 'ChatToolCall', unsupported: read, missing: 'not-found', readOnly: 'nothing' },
]
const newerKinds: Kind[] = [{ name: 'Vectorstore', unsupported: [], missing: 'not-found', deployFlag: ['isActive'] }]

/** Words of the older generation for kinds that go by another name too. */
const olderWords: Record<string, string> = { plugindatasqlconnection: 'sqlconnection', plugindataapiconnection: 'apiconnection' }

export function kindsOf({ era, chatbotKind, conversationKind }: Generation): Kind[] {
  return [
    ...sharedKinds,
    { name: chatbotKind, unsupported: [], missing: 'not-ready', deployFlag: ['config', 'deployed'] },
    { name: conversationKind, unsupported: stays, missing: 'not-found', readOnly: 'conversations' },
    ...(era === 'llmclient' ? newerKinds : olderKinds),
  ]
}

/** Finds a kind by its word in a path: in any case, in the singular or plural, with or without underscores. */
export function findKind(generation: Generation, word: string, command: Command): Kind {
  const singular = word.replaceAll('_', '').replace(/s$/i, '').toLowerCase()
  const wanted = (generation.era === 'chatbot' ? olderWords[singular] : undefined) ?? singular
  const kind = kindsOf(generation).find(({ name }) => name.toLowerCase() === wanted)
  if (kind === undefined) throw unknownKind(generation, word, command)
  if (kind.unsupported.includes(command)) {
    throw refuse(generation, { command, thing: kind.name }, 501, 'SAMBrokerErrorNotImplemented', `${command} is not implemented for ${kind.name}.`)
  }
  return kind
}

export function missing(generation: Generation, { name: thing, missing: how }: Kind, name: string, command: Command): Refusal {
  const bare = `${thing} ${name} not found`
  if (generation.era === 'chatbot') return refuse(generation, { command, thing }, 404, 'str', bare)
  const stored = toSnakeCase(name)
  const message = stored === name ? bare : `${bare}: names are stored in snake_case here; ask for ${stored}`
  if (how === 'not-found') return refuse(generation, { command, thing }, 404, 'SAMBrokerErrorNotFound', message)
  return refuse(generation, { command, thing }, 503, 'SAMBrokerErrorNotReady', message)
}

function unknownKind(generation: Generation, word: string, command: Command): Refusal {
  const message = `Could not find broker for ${word}. Known kinds: ${kindsOf(generation).map(({ name }) => name).join(', ')}.`
  return generation.era === 'chatbot'
    ? refuse(generation, { command, thing: word }, 400, 'SAMBadRequestError', message)
    : refuse(generation, { command, thing: word }, 500, 'APIV1CLIViewError', message)
}
