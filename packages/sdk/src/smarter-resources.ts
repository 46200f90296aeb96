import { type Chatbots, chatbots } from '@smarter-api/chatbots'
import type { SmarterClient } from '@smarter-api/core'
import {
  type Accounts,
  accounts,
  type LlmClients,
  llmClients,
  type Plugins,
  plugins,
  type PromptHistory,
  promptHistory,
  type Secrets,
  secrets,
  type Users,
  users,
  type VectorStores,
  vectorStores,
} from '@smarter-api/manifests'
import { keep } from './keep.js'

/** What lives on Smarter's platform, as objects to work with. */
export class SmarterResources {
  /** The client that standalone functions take. */
  readonly client: SmarterClient

  /** Takes the client of a `Smarter`. */
  constructor(client: SmarterClient) {
    this.client = client
  }

  /** Chatbots: find one by name or id, prompt it, hold conversations. */
  get chatbots(): Chatbots {
    return keep(this, 'chatbots', chatbots)
  }

  /** Accounts: list them, or retrieve one. For superusers. */
  get accounts(): Accounts {
    return keep(this, 'accounts', accounts)
  }

  /** Users: list them, or retrieve one. For superusers. */
  get users(): Users {
    return keep(this, 'users', users)
  }

  /** Plugins: list those of the key's user. */
  get plugins(): Plugins {
    return keep(this, 'plugins', plugins)
  }

  /** Chatbots as the database has them: list them, or retrieve one. Servers from 0.14; for superusers. */
  get llmClients(): LlmClients {
    return keep(this, 'llmClients', llmClients)
  }

  /** Secrets: list them without their values. For superusers. */
  get secrets(): Secrets {
    return keep(this, 'secrets', secrets)
  }

  /** Vector stores: list them. Servers from 0.14. */
  get vectorStores(): VectorStores {
    return keep(this, 'vectorStores', vectorStores)
  }

  /** Stored conversations: list them, their tool calls and their plugins, or retrieve one turn. Servers from 0.14.1. */
  get promptHistory(): PromptHistory {
    return keep(this, 'promptHistory', promptHistory)
  }
}
