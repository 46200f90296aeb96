import type { ChatBody, CliPromptQuery, CliPromptRequest, DirectPromptRequest } from '@smarter-api/schemas/smarter'
import { json } from '../http/answer.js'
import type { Answer } from '../http/answer.js'
import { Refusal } from '../http/problem.js'
import { route } from '../http/route.js'
import type { Exchange, Route } from '../http/route.js'
import { failureHeaders, ModelFailure, nameOfModel } from '../model/model.js'
import { toSeconds } from '../openai/seconds.js'
import type { ManifestRecord } from '../repository/repository.js'
import { toChatBody, toFailedBody } from './chat-body.js'
import { answerConfig } from './chat-config.js'
import { askModel, beginTurn, keepTurn } from './chat-turn.js'
import type { ChatTurn } from './chat-turn.js'
import { configOf } from './chatbot-manifest.js'
import { envelope, refuse, refuseFailure } from './envelope.js'
import type { CommandContext } from './envelope.js'
import type { Generation } from './generation.js'
import { fromHashedId } from './names.js'
import { sessionKeyOf } from './sessions.js'
import type { SessionRequest } from './sessions.js'

type ConfigBody = { session_key?: string } | undefined
type NamedExchange<Body> = Exchange<Body, CliPromptQuery>

/** Prompting a chatbot, by name under `/cli/` and by id. */
export function chatRoutes(generation: Generation): Route[] {
  const optional = { body: 'optional-json' } as const
  const byName = `/cli/${generation.promptWord}`
  const byId = generation.era === 'chatbot' ? '/chatbots/{chatbot_id}' : '/llm-clients/{hashed_id}'
  const config = (exchange: Exchange<ConfigBody>): Promise<Answer> => configById(generation, exchange)
  return [
    route<CliPromptRequest, CliPromptQuery>(`POST ${byName}/{name}/`, (exchange) => promptByName(generation, exchange), { body: 'json' }),
    route<ConfigBody, CliPromptQuery>(`POST ${byName}/config/{name}/`, (exchange) => configByName(generation, exchange), optional),
    route<DirectPromptRequest>(`POST ${byId}/${generation.promptWord}/`, (exchange) => promptById(generation, exchange), { body: 'json' }),
    route(`POST ${byId}/${generation.promptWord}/config/`, config, optional),
    ...(generation.era === 'llmclient' ? [route(`POST ${byId}/config/`, config, optional)] : []),
  ]
}

async function promptByName(generation: Generation, exchange: NamedExchange<CliPromptRequest>): Promise<Answer> {
  const { body, commit } = exchange
  const context = { command: generation.promptWord, thing: generation.conversationKind }
  const chatbot = await findByName(generation, exchange, context)
  // Servers from 0.14.1 look the prompt up in the stored conversation instead of the request, so that every such prompt fails.
  if (generation.era === 'llmclient') {
    throw refuse(generation, context, 500, 'SmarterException', 'Prompt response error: the conversation has no stored prompt. Prompt by id instead: see status.urlLLMClient of the manifest.')
  }
  const turn = await beginTurn(exchange, generation, chatbot, namedSession(exchange), [...(body.messages ?? []), { role: 'user', content: body.prompt }])
  try {
    const result = await askModel(exchange, turn)
    const chatBody = toChatBody(generation, turn, result, labels(exchange, turn))
    return await commit(async (records) => {
      await keepTurn(records, exchange, generation, turn, result.output)
      const response = envelope(generation, { ...context, thing: generation.chatbotKind }, gateway(chatBody))
      return json(envelope(generation, context, { request: { session_key: turn.sessionKey, messages: turn.messages }, response }))
    })
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error
    throw refuseFailure(generation, context, { status: 500, errorClass: 'SmarterException', prefix: 'Prompt response error: ' }, error)
  }
}

async function promptById(generation: Generation, exchange: Exchange<DirectPromptRequest>): Promise<Answer> {
  const { body, url, commit } = exchange
  const chatbot = await findById(generation, exchange)
  if (chatbot === undefined) return json({}, 404)
  const context = { command: generation.promptWord, thing: generation.era === 'chatbot' ? generation.chatbotKind : generation.conversationKind }
  const turn = await beginTurn(exchange, generation, chatbot, { sessionKey: sessionKeyOf(url, body) }, body.messages)
  const answer = (chatBody: ChatBody): object => envelope(generation, context, gateway(JSON.stringify(chatBody)))
  try {
    const result = await askModel(exchange, turn)
    return await commit(async (records) => {
      await keepTurn(records, exchange, generation, turn, result.output)
      return json(answer(toChatBody(generation, turn, result, labels(exchange, turn))))
    })
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error
    if (generation.era === 'llmclient') return json(answer(toFailedBody(generation, turn, error, labels(exchange, turn))))
    throw mappedFailure(generation, context, turn, error)
  }
}

async function configByName(generation: Generation, exchange: NamedExchange<ConfigBody>): Promise<Answer> {
  const chatbot = await findByName(generation, exchange, { command: 'chat_config', thing: 'ChatConfig' })
  return answerConfig(exchange, generation, chatbot, namedSession(exchange))
}

async function configById(generation: Generation, exchange: Exchange<ConfigBody>): Promise<Answer> {
  const chatbot = await findById(generation, exchange)
  if (chatbot === undefined) return json({ error: 'Not found' }, 404)
  return answerConfig(exchange, generation, chatbot, { sessionKey: sessionKeyOf(exchange.url, exchange.body) })
}

async function findByName(generation: Generation, { param, services }: Exchange, context: CommandContext): Promise<ManifestRecord> {
  const by = { kind: generation.chatbotKind, name: param('name') }
  const chatbot = await services.repository.read(({ manifests }) => manifests.find(by))
  if (chatbot === undefined) throw refuse(generation, context, 404, 'SAMBrokerErrorNotFound', `${by.kind} ${by.name} not found`)
  return chatbot
}

async function findById(generation: Generation, { param, services }: Exchange): Promise<ManifestRecord | undefined> {
  const number = /^\d{1,15}$/.test(param('chatbot_id')) ? Number(param('chatbot_id')) : undefined
  const id = generation.era === 'chatbot' ? number : fromHashedId(param('hashed_id'))
  if (id === undefined) return undefined
  const found = await services.repository.read(({ manifests }) => manifests.find({ id }))
  return found?.kind === generation.chatbotKind ? found : undefined
}

function namedSession({ url, body, query }: NamedExchange<{ session_key?: string } | undefined>): SessionRequest {
  return { sessionKey: sessionKeyOf(url, body), device: { uid: query.uid, view: 'cli', newSession: query.new_session ?? false } }
}

function gateway(body: string | ChatBody): { isBase64Encoded: boolean; statusCode: number; headers: Record<string, string>; body: string | ChatBody } {
  return { isBase64Encoded: false, statusCode: 200, headers: { 'Content-Type': 'application/json' }, body }
}

/** The older generation answers a provider's failure with a status of its own table. */
function mappedFailure(generation: Generation, context: CommandContext, { inputText }: ChatTurn, failure: ModelFailure): Refusal {
  const { status, message } = failure
  const [mapped, error] = mappedStatus(status)
  const data = { isBase64Encoded: false, statusCode: mapped, headers: {}, error: { request_meta_data: { input_text: inputText }, error, description: message } }
  return new Refusal(json(envelope(generation, context, data), mapped, failureHeaders(failure)))
}

function mappedStatus(status: number): [number, string] {
  if (status === 401 || status === 403) return [401, 'UnauthorizedError']
  if (status === 429) return [413, 'InternalServerError']
  return status >= 500 ? [500, 'InternalServerError'] : [400, 'BadRequest']
}

function labels({ services }: Exchange, { chatbot }: ChatTurn): { id: string; created: number; modelName: string } {
  return { id: services.randomHex(12), created: toSeconds(services.now()), modelName: nameOfModel(services.model, configOf(chatbot)) ?? configOf(chatbot).defaultModel }
}
