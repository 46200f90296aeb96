import { bind, type Bound, type SmarterClient } from '@smarter-api/core'
import type * as AccountMethods from './accounts.js'
import { get as getAccount, list as listAccounts } from './accounts.js'
import type * as LlmClientMethods from './llm-clients.js'
import { get as getLlmClient, list as listLlmClients } from './llm-clients.js'
import type * as PluginMethods from './plugins.js'
import { list as listPlugins } from './plugins.js'
import type * as PromptHistoryMethods from './prompt-history.js'
import { get, getToolCall, list, listPluginUsage, listToolCalls } from './prompt-history.js'
import type * as SecretMethods from './secrets.js'
import { list as listSecrets } from './secrets.js'
import type * as UserMethods from './users.js'
import { get as getUser, list as listUsers } from './users.js'
import type * as VectorStoreMethods from './vector-stores.js'
import { list as listVectorStores } from './vector-stores.js'

/** Accounts on the platform, bound to a client. */
export interface Accounts extends Bound<typeof AccountMethods> {}

/** Binds accounts to a client. */
export function accounts(client: SmarterClient): Accounts {
  return bind(client, { get: getAccount, list: listAccounts })
}

/** Users of the platform, bound to a client. */
export interface Users extends Bound<typeof UserMethods> {}

/** Binds users to a client. */
export function users(client: SmarterClient): Users {
  return bind(client, { get: getUser, list: listUsers })
}

/** Plugins, bound to a client. */
export interface Plugins extends Bound<typeof PluginMethods> {}

/** Binds plugins to a client. */
export function plugins(client: SmarterClient): Plugins {
  return bind(client, { list: listPlugins })
}

/** Chatbots as the database has them, bound to a client. */
export interface LlmClients extends Bound<typeof LlmClientMethods> {}

/** Binds chatbots as the database has them to a client. */
export function llmClients(client: SmarterClient): LlmClients {
  return bind(client, { get: getLlmClient, list: listLlmClients })
}

/** Secrets without their values, bound to a client. */
export interface Secrets extends Bound<typeof SecretMethods> {}

/** Binds secrets to a client. */
export function secrets(client: SmarterClient): Secrets {
  return bind(client, { list: listSecrets })
}

/** Vector stores, bound to a client. */
export interface VectorStores extends Bound<typeof VectorStoreMethods> {}

/** Binds vector stores to a client. */
export function vectorStores(client: SmarterClient): VectorStores {
  return bind(client, { list: listVectorStores })
}

/** Stored conversations and what happened in them, bound to a client. */
export interface PromptHistory extends Bound<typeof PromptHistoryMethods> {}

/** Binds stored conversations to a client. */
export function promptHistory(client: SmarterClient): PromptHistory {
  return bind(client, { get, getToolCall, list, listPluginUsage, listToolCalls })
}
