import type { CreateChatCompletionRequest } from '@smarter-api/schemas/openai'
import { json } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import { followCaller } from '../../http/follow-caller.js'
import { route } from '../../http/route.js'
import type { Exchange, Route } from '../../http/route.js'
import { ModelFailure } from '../../model/model.js'
import { providerRefusal } from '../refusals.js'
import { completeChat } from './chat-completion.js'
import { streamChat } from './stream-chat.js'

/** Chat completions. They are not kept. */
export const chatCompletionRoutes: Route[] = [route<CreateChatCompletionRequest>('POST /chat/completions', createCompletion, { body: 'json' })]

async function createCompletion(exchange: Exchange<CreateChatCompletionRequest>): Promise<Answer> {
  try {
    if (exchange.body.stream === true) return await streamChat(exchange)
    const completion = await completeChat(exchange.services, exchange.body, followCaller(exchange))
    return await exchange.commit(async () => json(completion))
  } catch (error) {
    throw error instanceof ModelFailure ? providerRefusal(error) : error
  }
}
