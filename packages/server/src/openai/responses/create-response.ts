import type { CreateResponseRequest, ResponseObject } from '@smarter-api/schemas/openai'
import { json } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import { internalMessage } from '../../http/problem.js'
import type { Exchange, Services } from '../../http/route.js'
import { completeAnswer, ModelFailure } from '../../model/model.js'
import { providerRefusal } from '../refusals.js'
import { toOutputItems } from './output-items.js'
import { keepResponse, planResponse } from './plan-response.js'
import type { ResponsePlan } from './plan-response.js'
import { failResponse, finishResponse } from './response-object.js'
import { isRunning, responseOf } from './stored-response.js'
import { followUnstored, streamResponse } from './stream-response.js'
import { watchCancellation } from './watch-cancellation.js'

/** `POST /responses` */
export async function createResponse(exchange: Exchange<CreateResponseRequest>): Promise<Answer> {
  const { body, services, commit } = exchange
  const plan = await services.repository.read((records) => planResponse(records, services, body))
  if (body.background) return answerInBackground(exchange, plan)
  try {
    if (body.stream) return await streamResponse(exchange, plan)
    const response = await complete(services, plan, followUnstored(exchange).signal)
    return await commit(async (records) => {
      await keepResponse(records, plan, response)
      return json(response)
    })
  } catch (error) {
    throw error instanceof ModelFailure ? providerRefusal(error) : error
  }
}

async function complete(services: Services, { response, request, tools }: ResponsePlan, signal: AbortSignal | undefined): Promise<ResponseObject> {
  const result = await completeAnswer(services.model, { ...request, signal })
  return finishResponse(response, toOutputItems(services, result, tools), result, services.now())
}

async function answerInBackground({ services, commit, background }: Exchange, plan: ResponsePlan): Promise<Answer> {
  const answer = await commit(async (records) => {
    await keepResponse(records, plan, plan.response)
    return json(plan.response)
  })
  background(runInBackground(services, plan))
  return answer
}

async function runInBackground(services: Services, plan: ResponsePlan): Promise<void> {
  const begun: ResponseObject = { ...plan.response, status: 'in_progress' }
  await replaceRunning(services, begun)
  const watch = watchCancellation(services, begun.id)
  try {
    await replaceRunning(services, await complete(services, { ...plan, response: begun }, watch.signal))
  } catch (error) {
    const isProviders = error instanceof ModelFailure
    await replaceRunning(services, failResponse(begun, isProviders ? error : { status: 500, message: internalMessage }))
    if (!isProviders) throw error
  } finally {
    watch.stop()
  }
}

/** Stores how far a response is, unless it was cancelled or deleted in the meantime. */
function replaceRunning(services: Services, response: ResponseObject): Promise<void> {
  return services.repository.write(async ({ responses }) => {
    const found = await responses.find(response.id)
    if (found !== undefined && isRunning(responseOf(found, services))) await responses.update(response.id, { ...response })
  })
}
