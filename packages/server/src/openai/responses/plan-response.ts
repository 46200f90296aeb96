import type { CreateResponseRequest, ResponseKeptItem, ResponseObject } from '@smarter-api/schemas/openai'
import type { Services } from '../../http/route.js'
import type { ModelRequest } from '../../model/model.js'
import type { Records, ResponseRecord } from '../../repository/repository.js'
import { wrongParam } from '../refusals.js'
import type { OfferedTool } from '../tools.js'
import { toKeptItems } from './input-items.js'
import { toModelMessages } from './model-messages.js'
import { readResponseRequest } from './read-response-request.js'
import { beginResponse } from './response-object.js'
import { conversationOf, isRunning, responseOf } from './stored-response.js'

/** A response before the model is asked. */
export interface ResponsePlan {
  response: ResponseObject
  input: ResponseKeptItem[]
  request: ModelRequest
  tools: OfferedTool[]
  createdAt: string
}

export async function planResponse(records: Records, services: Services, body: CreateResponseRequest): Promise<ResponsePlan> {
  const { settings, tools } = readResponseRequest(body)
  const history = await findHistory(records, body.previous_response_id)
  const input = toKeptItems(services, body.input ?? [], history)
  const instructions = body.instructions ? [{ role: 'system', content: body.instructions }] : []
  return {
    response: beginResponse(services, body),
    input,
    request: { ...settings, messages: [...instructions, ...toModelMessages([...history, ...input])] },
    tools,
    createdAt: services.now(),
  }
}

/** Keeps a response, unless the caller does not want it kept. */
export async function keepResponse({ responses }: Records, { input, createdAt }: ResponsePlan, response: ResponseObject): Promise<void> {
  if (response.store) await responses.insert(toRecord(response, input, createdAt))
}

function toRecord(response: ResponseObject, input: ResponseKeptItem[], createdAt: string): ResponseRecord {
  return { id: response.id, content: { ...response }, input: input.map((item) => ({ ...item })), createdAt }
}

async function findHistory(records: Records, previous: string | null | undefined): Promise<ResponseKeptItem[]> {
  if (previous === undefined || previous === null) return []
  const found = await records.responses.find(previous)
  if (found === undefined) {
    throw wrongParam('previous_response_id', `previous_response_id: there is no response with the id ${previous}.`, 'previous_response_not_found')
  }
  if (isRunning(responseOf(found))) {
    throw wrongParam('previous_response_id', `previous_response_id: the response ${previous} is not done yet. Wait until its status is completed.`)
  }
  return conversationOf(records, found)
}
