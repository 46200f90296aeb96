import type { ResponseObject } from '@smarter-api/schemas/openai'
import type { Services } from '../../http/route.js'
import { completeAnswer } from '../../model/model.js'
import { toOutputItems } from './output-items.js'
import type { ResponsePlan } from './plan-response.js'
import { finishResponse } from './response-object.js'

/** Asks the model, and waits until its answer is whole. */
export async function completeResponse(
  services: Services,
  { response, request, tools }: Pick<ResponsePlan, 'response' | 'request' | 'tools'>,
  signal: AbortSignal | undefined,
): Promise<ResponseObject> {
  const result = await completeAnswer(services.model, { ...request, signal })
  return finishResponse(response, toOutputItems(services, result, tools), result, services.now())
}
