import type { ChatbotConfig, ChatbotSpec, ChatbotStatus } from '@smarter-api/schemas/smarter'
import type { ManifestRecord } from '../repository/repository.js'
import { account } from './account.js'
import type { Generation } from './generation.js'
import { toHashedId, toHostName, toLocator } from './names.js'

const configDefaults = {
  subdomain: null,
  customDomain: null,
  deployed: false,
  provider: 'openai',
  defaultModel: 'gpt-4o-mini',
  defaultSystemRole: 'You are a helpful chatbot.',
  defaultTemperature: 0.5,
  defaultMaxTokens: 2048,
  appName: 'chatbot',
  appAssistant: 'assistant',
  appWelcomeMessage: 'Welcome!',
  appExamplePrompts: [],
  appPlaceholder: 'Type something here...',
  appInfoUrl: null,
  appBackgroundImageUrl: null,
  appLogoUrl: null,
  appFileAttachment: false,
} satisfies ChatbotConfig

type Known = keyof typeof configDefaults
type Nullable = 'subdomain' | 'customDomain' | 'appInfoUrl' | 'appBackgroundImageUrl' | 'appLogoUrl'

/** A config in which every field that has a default is there. */
export type FullConfig = ChatbotConfig & { [Field in Exclude<Known, Nullable>]: NonNullable<ChatbotConfig[Field]> }

/** The config of a chatbot with the platform's defaults filled in. */
export function configOf({ manifest }: ManifestRecord): FullConfig {
  const given = Object.entries(specOf(manifest).config).filter(([, value]) => value !== null && value !== undefined)
  return { ...configDefaults, ...Object.fromEntries(given) } as FullConfig
}

/** The spec as describing shows it. */
export function describeSpec({ era }: Generation, record: ManifestRecord): ChatbotSpec {
  const { plugins = null, functions = null, apiKey = null } = specOf(record.manifest)
  const extra = era === 'chatbot' ? ({ dnsVerificationStatus: 'Not Verified', tlsCertificateIssuanceStatus: 'No Certificate' } as const) : {}
  return { config: { ...configOf(record), ...extra }, plugins, functions, apiKey }
}

/** The status with its URLs, which lead back to this server; `home` is what its addresses begin with. */
export function statusOf({ era }: Generation, record: ManifestRecord, home: string): ChatbotStatus {
  const { host, protocol } = new URL(home)
  const { deployed } = configOf(record)
  const defaultHost = `${toHostName(record.name)}.${account.number}.api.${host}`
  const defaultUrl = `${protocol}//${defaultHost}/`
  const root = `${home}/api/v1`
  const sandboxUrl = era === 'chatbot' ? `${root}/chatbots/${record.id}/` : `${home}/workbench/llm-clients/${toHashedId(record.id)}/`
  const common = {
    created: record.createdAt,
    modified: record.updatedAt,
    deployed,
    defaultHost,
    defaultUrl,
    customUrl: null,
    sandboxHost: sandboxUrl.replace(/^https?:\/\//, ''),
    sandboxUrl,
    hostname: deployed ? defaultHost : host,
    url: deployed ? defaultUrl : sandboxUrl,
    dnsVerificationStatus: 'Not Verified',
  } as const
  if (era === 'chatbot') {
    return { ...common, scheme: protocol.replace(':', ''), urlChatbot: `${sandboxUrl}chat/`, urlChatapp: `${common.url}chatapp/` }
  }
  const client = `${root}/llm-clients/${toHashedId(record.id)}`
  return {
    ...common,
    accountNumber: account.number,
    username: account.username,
    recordLocator: toLocator(record),
    urlLLMClient: `${client}/prompt/`,
    urlChatConfig: `${client}/config/`,
    urlChatapp: `${sandboxUrl}prompt/`,
  }
}

export function specOf(manifest: Record<string, unknown>): ChatbotSpec {
  return manifest['spec'] as ChatbotSpec
}
