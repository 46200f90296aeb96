import type { ChatConfig, FreeMap } from '@smarter-api/schemas/smarter'
import { json } from '../http/answer.js'
import type { Answer } from '../http/answer.js'
import type { Exchange } from '../http/route.js'
import type { ManifestRecord, Records } from '../repository/repository.js'
import { account } from './account.js'
import { configOf, statusOf } from './chatbot-manifest.js'
import { envelope } from './envelope.js'
import type { Generation } from './generation.js'
import { homeOf } from './home.js'
import { findSessionKey, keepSession } from './sessions.js'
import type { SessionRequest } from './sessions.js'

/** Answers what a chat window needs to begin, and opens the session. */
export async function answerConfig(exchange: Exchange, generation: Generation, chatbot: ManifestRecord, session: SessionRequest): Promise<Answer> {
  const { services, commit } = exchange
  return commit(async (records) => {
    const key = await findSessionKey(records, services, generation, session, chatbot.name)
    await keepSession(records, services, generation, session, { key, manifestId: chatbot.id }, chatbot.name)
    const context = { command: 'chat_config', thing: 'ChatConfig' }
    return json(envelope(generation, context, await toConfig(records, generation, chatbot, key, homeOf(exchange))))
  })
}

async function toConfig({ chats }: Records, generation: Generation, chatbot: ManifestRecord, sessionKey: string, home: string): Promise<ChatConfig> {
  const config = configOf(chatbot)
  const status = statusOf(generation, chatbot, home)
  const messages = (await chats.listMessages(sessionKey)) as FreeMap[]
  const isNewer = generation.era === 'llmclient'
  const owner = { user: { username: account.username, email: account.email }, account: { accountNumber: account.number } }
  const shown = {
    id: chatbot.id,
    url_chatbot: (isNewer ? status.urlLLMClient : status.urlChatbot) ?? null,
    ...(isNewer ? { user_profile: owner } : { account: owner.account }),
    name: chatbot.name,
    created_at: chatbot.createdAt,
    updated_at: chatbot.updatedAt,
    deployed: config.deployed,
    provider: config.provider,
    default_model: config.defaultModel,
    default_system_role: config.defaultSystemRole,
    default_temperature: config.defaultTemperature,
    default_max_tokens: config.defaultMaxTokens,
    app_name: config.appName,
    app_assistant: config.appAssistant,
    app_welcome_message: config.appWelcomeMessage,
    app_example_prompts: config.appExamplePrompts,
    app_placeholder: config.appPlaceholder,
    dns_verification_status: 'Not Verified',
    tls_certificate_issuance_status: 'No Certificate',
  }
  return {
    session_key: sessionKey,
    sandbox_mode: !config.deployed,
    debug_mode: false,
    chatbot: shown,
    history: isNewer ? { prompt: { session_key: sessionKey }, chat_history: messages } : { chat: { session_key: sessionKey }, chat_history: messages },
    meta_data: { name: chatbot.name },
    plugins: { meta_data: { total_plugins: 0, plugins_returned: 0 }, plugins: [] },
    ...(isNewer ? { functions: { meta_data: { total_functions: 0, functions_returned: 0 }, functions: [] } } : {}),
  }
}
