import type { CreateChatCompletionRequest } from '@smarter-api/schemas/openai'
import { json } from '../http/answer.js'
import type { Answer } from '../http/answer.js'
import { followCaller } from '../http/follow-caller.js'
import { route } from '../http/route.js'
import type { Exchange, Route } from '../http/route.js'
import { ModelFailure } from '../model/model.js'
import { completeChat } from '../openai/chat/chat-completion.js'
import { envelope, refuse, refuseFailure } from './envelope.js'
import type { Generation } from './generation.js'

/** The one provider that is always there. */
const usualProvider = 'openai'
const context = { command: 'prompt', thing: 'Prompt' }

/** Chats that go to a provider without a chatbot. */
export function passthroughRoutes(generation: Generation): Route[] {
  if (generation.era === 'chatbot') return []
  return [route<CreateChatCompletionRequest>('POST /prompts/passthrough/{provider_name}/', (exchange) => passThrough(generation, exchange), { body: 'json' })]
}

/** The completion comes at the top of the envelope, whose own `metadata` stands where the completion's would. A stream it cannot give. */
async function passThrough(generation: Generation, exchange: Exchange<CreateChatCompletionRequest>): Promise<Answer> {
  const { body, param, services, commit } = exchange
  const provider = param('provider_name')
  await checkProvider(generation, services, provider)
  if (body.stream) return json(envelope(generation, context, undefined, 'Response is not a ChatCompletion object'))
  try {
    const completion = await completeChat(services, body, { provider, signal: followCaller(exchange).signal })
    return await commit(async () => json({ ...completion, ...envelope(generation, context, undefined) }))
  } catch (error) {
    throw error instanceof ModelFailure ? refuseFailure(generation, context, { status: 400, errorClass: 'SmarterValueError' }, error) : error
  }
}

async function checkProvider(generation: Generation, { repository, model }: Exchange['services'], name: string): Promise<void> {
  const isConfigured = model.choose !== undefined && model.choose({ provider: name }) !== model.choose({})
  const found = name === usualProvider || isConfigured || (await repository.read(({ manifests }) => manifests.find({ kind: 'Provider', name })))
  if (found) return
  throw refuse(generation, context, 400, 'SmarterValueError', `There is no provider ${name}. Use ${usualProvider}, or apply a manifest of the kind Provider first.`)
}
