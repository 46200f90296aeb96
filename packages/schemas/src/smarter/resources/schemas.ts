import * as v from 'valibot'
import { flag, freeMap, nullish, number, text, textList } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import type {
  ChatbotRow,
  ConversationRow,
  ManifestRows,
  OwnedResource,
  PlatformAccount,
  PlatformLlmClient,
  PlatformOwner,
  PlatformPlugin,
  PlatformResource,
  PlatformSecret,
  PlatformUser,
  PlatformVectorStore,
  PluginRow,
  PromptPluginUse,
  PromptSession,
  PromptToolCall,
  PromptTurn,
} from './types.js'

const id = v.exactOptional(v.number())
const freeMapOrNull = nullish(freeMap)
const freeMaps = nullish(v.array(freeMap))
const anything = nullish(v.array(v.unknown()))
const numberOrFreeMap = nullish(v.union([v.number(), freeMap]))

const resourceEntries = {
  id,
  createdAt: text,
  updatedAt: text,
  name: text,
  description: text,
  version: text,
  annotations: freeMaps,
  tags: textList,
} satisfies Entries<PlatformResource>

export const accountEntries = {
  ...resourceEntries,
  accountNumber: text,
  isDefaultAccount: flag,
  companyName: text,
  phoneNumber: text,
  address1: text,
  address2: text,
  city: text,
  state: text,
  postalCode: text,
  country: text,
  language: text,
  timezone: text,
  currency: text,
  isActive: flag,
} satisfies Entries<PlatformAccount>

export const userEntries = {
  id,
  username: v.string(),
  firstName: text,
  lastName: text,
  email: text,
  isStaff: flag,
  isSuperuser: flag,
} satisfies Entries<PlatformUser>

const owner = v.looseObject({ user: freeMapOrNull, account: freeMapOrNull } satisfies Entries<PlatformOwner>)

const ownedEntries = {
  ...resourceEntries,
  userProfile: nullish(v.union([v.number(), owner])),
  manifestUrl: text,
  ready: flag,
} satisfies Entries<OwnedResource>

const pluginEntries = { ...ownedEntries, pluginClass: text, kind: text } satisfies Entries<PlatformPlugin>

/** Checks a company on the platform. */
export const PlatformAccountSchema: Schema<PlatformAccount> = v.looseObject(accountEntries)

/** Checks a person on the platform. */
export const PlatformUserSchema: Schema<PlatformUser> = v.looseObject(userEntries)

/** Checks a plugin. */
export const PlatformPluginSchema: Schema<PlatformPlugin> = v.looseObject(pluginEntries)

/** Checks a secret without its value. */
export const PlatformSecretSchema: Schema<PlatformSecret> = v.looseObject({
  ...ownedEntries,
  expiresAt: text,
  lastAccessed: text,
} satisfies Entries<PlatformSecret>)

/** Checks a store of texts that can be searched by meaning. */
export const PlatformVectorStoreSchema: Schema<PlatformVectorStore> = v.looseObject({
  ...ownedEntries,
  backend: text,
  isActive: flag,
} satisfies Entries<PlatformVectorStore>)

/** Checks a chatbot as the database has it. */
export const PlatformLlmClientSchema: Schema<PlatformLlmClient> = v.looseObject({
  ...ownedEntries,
  hashedId: text,
  subdomain: text,
  customDomain: v.exactOptional(v.unknown()),
  deployed: flag,
  provider: text,
  defaultModel: text,
  defaultSystemRole: text,
  defaultTemperature: number,
  defaultMaxTokens: number,
  appName: text,
  appAssistant: text,
  appWelcomeMessage: text,
  appExamplePrompts: textList,
  appPlaceholder: text,
  appInfoUrl: text,
  appBackgroundImageUrl: text,
  appLogoUrl: text,
  appFileAttachment: flag,
  dnsVerificationStatus: text,
  tlsCertificateIssuanceStatus: text,
  urlLlmClient: text,
  functions: anything,
  plugins: freeMaps,
  customDomains: anything,
  apiKeys: anything,
  rfc1034CompliantName: text,
  baseApiDomain: text,
  baseDefaultHost: text,
  defaultHost: text,
  defaultUrl: text,
  customHost: text,
  customUrl: text,
  sandboxHost: text,
  sandboxUrl: text,
  hostname: text,
  url: text,
  urlChatConfig: text,
  urlChatapp: text,
  isAuthenticationRequired: flag,
} satisfies Entries<PlatformLlmClient>)

/** Checks a conversation that the platform stored. */
export const PromptSessionSchema: Schema<PromptSession> = v.looseObject({
  id: v.number(),
  created_at: text,
  updated_at: text,
  name: text,
  description: text,
  version: text,
  annotations: freeMaps,
  session_key: text,
  ip_address: text,
  user_agent: text,
  url: text,
  user_profile: numberOrFreeMap,
  llm_client: numberOrFreeMap,
} satisfies Entries<PromptSession>)

const momentEntries = { id: v.number(), prompt: freeMapOrNull, created_at: text, updated_at: text }
const turnEntries = { ...momentEntries, request: freeMapOrNull, response: freeMapOrNull }

/** Checks one turn of a stored conversation. */
export const PromptTurnSchema: Schema<PromptTurn> = v.looseObject({ ...turnEntries, messages: anything } satisfies Entries<PromptTurn>)

/** Checks a tool that a model called. */
export const PromptToolCallSchema: Schema<PromptToolCall> = v.looseObject({
  ...turnEntries,
  plugin: numberOrFreeMap,
  function_name: text,
  function_args: nullish(v.union([v.string(), freeMap])),
} satisfies Entries<PromptToolCall>)

/** Checks a plugin that took part in a conversation. */
export const PromptPluginUseSchema: Schema<PromptPluginUse> = v.looseObject({
  ...momentEntries,
  plugin: numberOrFreeMap,
  input_text: text,
} satisfies Entries<PromptPluginUse>)

/** Checks a chatbot in a list of manifests. */
export const ChatbotRowSchema: Schema<ChatbotRow> = v.looseObject({
  name: v.string(),
  url: text,
  dnsVerificationStatus: text,
  deployed: flag,
  createdAt: text,
  updatedAt: text,
} satisfies Entries<ChatbotRow>)

/** Checks a stored conversation in a list of manifests. */
export const ConversationRowSchema: Schema<ConversationRow> = v.looseObject({
  id: nullish(v.union([v.string(), v.number()])),
  sessionKey: text,
  ipAddress: text,
  url: text,
  createdAt: text,
} satisfies Entries<ConversationRow>)

const plugin: Schema<PluginRow> = v.looseObject({ ...pluginEntries, email: text } satisfies Entries<PluginRow>)

/** Checks rows whose columns are known, by kind. */
export const manifestRows: { [Kind in keyof ManifestRows]: Schema<ManifestRows[Kind]> } = {
  Account: PlatformAccountSchema,
  ApiPlugin: plugin,
  Chat: ConversationRowSchema,
  Chatbot: ChatbotRowSchema,
  LLMClient: ChatbotRowSchema,
  Plugin: plugin,
  Prompt: ConversationRowSchema,
  Secret: PlatformSecretSchema,
  SqlPlugin: plugin,
  User: PlatformUserSchema,
  Vectorstore: PlatformVectorStoreSchema,
}

const otherRow = v.looseObject(ownedEntries)
const knownRows = new Map<unknown, Schema<unknown>>(Object.entries(manifestRows as Record<string, Schema<unknown>>))

/** Gives the schema of a kind's rows; of a kind whose columns are not known, of what most have. */
export function rowOf(kind: unknown): Schema<unknown> {
  return knownRows.get(kind) ?? (otherRow as Schema<unknown>)
}

/** Makes the schema of a list without pages: the body is the array. */
export function bareList<Item>(item: Schema<Item>): Schema<Item[]> {
  return v.array(item)
}
