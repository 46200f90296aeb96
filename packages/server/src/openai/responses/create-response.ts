import type { CreateResponseRequest } from '@smarter-api/schemas/openai'
import { json } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import type { Exchange } from '../../http/route.js'
import { ModelFailure } from '../../model/model.js'
import { providerRefusal } from '../refusals.js'
import { completeResponse } from './complete-response.js'
import { keepResponse, planResponse } from './plan-response.js'
import type { ResponsePlan } from './plan-response.js'
import { requestResponse } from './response-performer.js'
import { followUnstored, streamResponse } from './stream-response.js'

/** `POST /responses` */
export async function createResponse(exchange: Exchange<CreateResponseRequest>): Promise<Answer> {
  const { body, services, commit } = exchange
  const plan = await services.repository.read((records) => planResponse(records, services, body))
  if (body.background) return answerInBackground(exchange, plan)
  try {
    if (body.stream) return await streamResponse(exchange, plan)
    const response = await completeResponse(services, plan, followUnstored(exchange).signal)
    return await commit(async (records) => {
      await keepResponse(records, plan, response)
      return json(response)
    })
  } catch (error) {
    throw error instanceof ModelFailure ? providerRefusal(error) : error
  }
}

async function answerInBackground({ services, commit }: Exchange, plan: ResponsePlan): Promise<Answer> {
  return commit(async (records) => {
    await keepResponse(records, plan, plan.response)
    await requestResponse(records, services, plan)
    return json(plan.response)
  })
}
