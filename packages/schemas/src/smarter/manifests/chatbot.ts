import * as v from 'valibot'
import { type Direction, flag, nullish, text, textList } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { manifest, ownedStatusEntries, plainMetadata } from './manifest.js'
import type { ChatbotConfig, ChatbotSpec, ChatbotStatus, CustomDomain, Manifest } from './types.js'

function config(direction: Direction): Schema<ChatbotConfig> {
  return direction.object({
    subdomain: text,
    customDomain: nullish(direction.object({ aws_hosted_zone_id: v.string(), domain_name: v.string() } satisfies Entries<CustomDomain>)),
    deployed: flag,
    provider: text,
    defaultModel: text,
    defaultSystemRole: text,
    defaultTemperature: nullish(direction.number({ min: 0, max: 1 })),
    defaultMaxTokens: nullish(direction.integer({ min: 1 })),
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
  } satisfies Entries<ChatbotConfig>)
}

const status: Schema<ChatbotStatus> = v.looseObject({
  ...ownedStatusEntries,
  deployed: flag,
  defaultHost: text,
  defaultUrl: text,
  customUrl: text,
  sandboxHost: text,
  sandboxUrl: text,
  hostname: text,
  scheme: text,
  url: text,
  urlLLMClient: text,
  urlChatbot: text,
  urlChatapp: text,
  urlChatConfig: text,
  dnsVerificationStatus: text,
} satisfies Entries<ChatbotStatus>)

export function chatbot<Kind extends string>(direction: Direction, kind: Kind): Schema<Manifest<Kind, ChatbotSpec, ChatbotStatus>> {
  const spec: Schema<ChatbotSpec> = direction.object({
    config: config(direction),
    plugins: textList,
    functions: nullish(v.array(direction.word('get_current_weather', 'date_calculator', 'calculator'))),
    apiKey: text,
  } satisfies Entries<ChatbotSpec>)
  return manifest(direction, kind, { spec, status, metadata: plainMetadata(direction) })
}
