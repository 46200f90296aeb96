import type { OpenEnum } from '../../open-enum.js'
import type { FreeMap } from '../envelope/types.js'
import type { ChatbotConfig, DnsVerificationStatus, ManifestKind } from '../manifests/types.js'

/** What most things on the platform have, in lists. */
export interface PlatformResource {
  /** Number in the database. */
  id?: number
  /** When it was made, ISO 8601. */
  createdAt?: string | null
  /** When it was last changed, ISO 8601. */
  updatedAt?: string | null
  /** Name. */
  name?: string | null
  /** What it is for. */
  description?: string | null
  /** Semantic version. */
  version?: string | null
  /** Objects of one key each. */
  annotations?: FreeMap[] | null
  /** Labels. */
  tags?: string[] | null
}

/** A company on the platform. Source: `GET /accounts/`. */
export interface PlatformAccount extends PlatformResource {
  /** Account number, `dddd-dddd-dddd`. */
  accountNumber?: string | null
  /** Whether it is the platform's own account. */
  isDefaultAccount?: boolean | null
  /** Name of the company. */
  companyName?: string | null
  /** Telephone number. */
  phoneNumber?: string | null
  /** First line of the address. */
  address1?: string | null
  /** Second line of the address. */
  address2?: string | null
  /** Town. */
  city?: string | null
  /** State or province. */
  state?: string | null
  /** Postal code. */
  postalCode?: string | null
  /** Country code of two or more letters. */
  country?: string | null
  /** Language tag. */
  language?: string | null
  /** Name of the time zone. */
  timezone?: string | null
  /** Currency code of three letters. */
  currency?: string | null
  /** Whether the account can be used. */
  isActive?: boolean | null
}

/** A person on the platform. Source: `GET /accounts/users/`. */
export interface PlatformUser {
  /** Number in the database. */
  id?: number
  /** Login name. */
  username: string
  /** Given name. */
  firstName?: string | null
  /** Family name. */
  lastName?: string | null
  /** Mail address. */
  email?: string | null
  /** Whether the user may make keys. */
  isStaff?: boolean | null
  /** Whether the user may do everything. */
  isSuperuser?: boolean | null
}

/** Who owns a thing. */
export interface PlatformOwner {
  /** The person. */
  user?: FreeMap | null
  /** The person's account. */
  account?: FreeMap | null
}

/** What things that were made from a manifest have, in lists. */
export interface OwnedResource extends PlatformResource {
  /** Who owns it. */
  userProfile?: PlatformOwner | number | null
  /** Page with its manifest, a path on the platform. */
  manifestUrl?: string | null
  /** Whether it can be used. */
  ready?: boolean | null
}

/** A plugin. Source: `GET /plugins/`. */
export interface PlatformPlugin extends OwnedResource {
  /** Where the plugin's knowledge is. */
  pluginClass?: OpenEnum<'static' | 'api' | 'sql'> | null
  /** Kind of its manifest. */
  kind?: OpenEnum<'Plugin' | 'ApiPlugin' | 'SqlPlugin'> | null
}

/** A secret without its value. Source: `GET /secrets/`. */
export interface PlatformSecret extends OwnedResource {
  /** When it ends, ISO 8601. */
  expiresAt?: string | null
  /** When it was last read, ISO 8601. */
  lastAccessed?: string | null
}

/** A store of texts that can be searched by meaning. Source: `POST /cli/get/vectorstore/`. */
export interface PlatformVectorStore extends OwnedResource {
  /** Database that holds the vectors. */
  backend?: OpenEnum<'qdrant' | 'weaviate' | 'pinecone'> | null
  /** Whether it can be used. */
  isActive?: boolean | null
}

/** A chatbot as the database has it. Servers from 0.14. Source: `GET /llm-clients/`. */
export interface PlatformLlmClient extends OwnedResource, Omit<ChatbotConfig, 'customDomain'> {
  /** Id in addresses: `r`, text in base64, `x`. */
  hashedId?: string | null
  /** A domain of its own. */
  customDomain?: unknown
  /** Where prompts go. */
  urlLlmClient?: string | null
  /** Built-in functions it may call. */
  functions?: unknown[] | null
  /** Its plugins. */
  plugins?: FreeMap[] | null
  /** Its domains. */
  customDomains?: unknown[] | null
  /** Keys that prompts need one of. */
  apiKeys?: unknown[] | null
  /** Name as a part of a host name. */
  rfc1034CompliantName?: string | null
  /** Domain of the platform's API. */
  baseApiDomain?: string | null
  /** The account's part of the host name. */
  baseDefaultHost?: string | null
  /** Host on the platform's domain. */
  defaultHost?: string | null
  /** Address on the platform's domain. */
  defaultUrl?: string | null
  /** Host on a domain of its own. */
  customHost?: string | null
  /** Address on a domain of its own. */
  customUrl?: string | null
  /** Host of the workbench. */
  sandboxHost?: string | null
  /** Address in the workbench. */
  sandboxUrl?: string | null
  /** Host in use. */
  hostname?: string | null
  /** Address in use. */
  url?: string | null
  /** Where configs come from. */
  urlChatConfig?: string | null
  /** Chat window. */
  urlChatapp?: string | null
  /** Whether prompts need one of its keys. */
  isAuthenticationRequired?: boolean | null
}

/** A conversation that the platform stored; of every account, not of the caller's alone. Source: `GET /prompts/history/prompt/`. */
export interface PromptSession {
  /** Number in the database. */
  id: number
  /** When it began, ISO 8601. */
  created_at?: string | null
  /** When it last went on, ISO 8601. */
  updated_at?: string | null
  /** Name. */
  name?: string | null
  /** Description. */
  description?: string | null
  /** Version. */
  version?: string | null
  /** Annotations. */
  annotations?: FreeMap[] | null
  /** The conversation, 64 hexadecimal characters. */
  session_key?: string | null
  /** Address that it came from. */
  ip_address?: string | null
  /** Program that it came from. */
  user_agent?: string | null
  /** Address that it was sent to. */
  url?: string | null
  /** Number of its user's profile. */
  user_profile?: number | FreeMap | null
  /** Number of the chatbot. */
  llm_client?: number | FreeMap | null
}

/** One turn of a stored conversation. Source: `GET /prompts/history/prompt/{pk}/`. */
export interface PromptTurn {
  /** Number in the database. */
  id: number
  /** The conversation. */
  prompt?: PromptSession | FreeMap | null
  /** When it was made, ISO 8601. */
  created_at?: string | null
  /** When it was last changed, ISO 8601. */
  updated_at?: string | null
  /** What went to the model. */
  request?: FreeMap | null
  /** What the model answered. */
  response?: FreeMap | null
  /** The messages. */
  messages?: unknown[] | null
}

/** A tool that a model called. Source: `GET /prompts/history/tool-calls/`. */
export interface PromptToolCall extends Omit<PromptTurn, 'messages'> {
  /** The plugin, where the tool belongs to one. */
  plugin?: FreeMap | number | null
  /** Name of the tool. */
  function_name?: string | null
  /** Arguments, JSON as text. */
  function_args?: string | FreeMap | null
}

/** A plugin that took part in a conversation. Source: `GET /prompts/history/plugin-usage/`. */
export interface PromptPluginUse extends Omit<PromptTurn, 'messages' | 'request' | 'response'> {
  /** The plugin. */
  plugin?: FreeMap | number | null
  /** What the user said. */
  input_text?: string | null
}

/** A chatbot in a list of manifests. */
export interface ChatbotRow {
  /** Name as the platform stores it. */
  name: string
  /** Address in use. */
  url?: string | null
  /** State of the domain's DNS. */
  dnsVerificationStatus?: DnsVerificationStatus | null
  /** Whether it has a host of its own. */
  deployed?: boolean | null
  /** When it was made, ISO 8601. */
  createdAt?: string | null
  /** When it was last changed, ISO 8601. */
  updatedAt?: string | null
}

/** A stored conversation in a list of manifests. */
export interface ConversationRow {
  /** Number in the database, as a text. */
  id?: string | number | null
  /** The conversation, 64 hexadecimal characters: the `name` of commands on it. */
  sessionKey?: string | null
  /** Address that it came from. */
  ipAddress?: string | null
  /** Address that it was sent to. */
  url?: string | null
  /** When it began, ISO 8601. */
  createdAt?: string | null
}

/** A plugin in a list of manifests: `email` on servers of 2025, the rest of {@link PlatformPlugin} on later ones. */
export interface PluginRow extends PlatformPlugin {
  /** Mail address of the owner. */
  email?: string | null
}

/** Rows whose columns are known, by kind. */
export interface ManifestRows {
  /** Source: `POST /cli/get/account/`. */
  Account: PlatformAccount
  /** Source: `POST /cli/get/apiplugin/`. */
  ApiPlugin: PluginRow
  /** Source: `POST /cli/get/chat/`. */
  Chat: ConversationRow
  /** Source: `POST /cli/get/chatbot/`. */
  Chatbot: ChatbotRow
  /** Source: `POST /cli/get/llmclient/`. */
  LLMClient: ChatbotRow
  /** Source: `POST /cli/get/plugin/`. */
  Plugin: PluginRow
  /** Source: `POST /cli/get/prompt/`. */
  Prompt: ConversationRow
  /** Source: `POST /cli/get/secret/`. */
  Secret: PlatformSecret
  /** Source: `POST /cli/get/sqlplugin/`. */
  SqlPlugin: PluginRow
  /** Source: `POST /cli/get/user/`. */
  User: PlatformUser
  /** Source: `POST /cli/get/vectorstore/`. */
  Vectorstore: PlatformVectorStore
}

/** The row type of a kind. */
export type ManifestRow<Kind extends ManifestKind> = Kind extends keyof ManifestRows ? ManifestRows[Kind] : OwnedResource & FreeMap
