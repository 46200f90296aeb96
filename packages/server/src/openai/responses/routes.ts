import type { ListResponseInputItemsQuery, ResponseObject } from '@smarter-api/schemas/openai'
import { json } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import { route } from '../../http/route.js'
import type { Exchange, Route } from '../../http/route.js'
import { reversed } from '../../reversed.js'
import { cutCursorPage } from '../cursor-page.js'
import { wrongParam } from '../refusals.js'
import { createResponse } from './create-response.js'
import { conversationOf, findResponse, inputOf, isRunning, responseOf } from './stored-response.js'

const usualItems = 20

/** Responses, which are kept. */
export const responseRoutes: Route[] = [
  route('POST /responses', createResponse, { body: 'json' }),
  route('GET /responses/{response_id}', retrieveResponse),
  route('DELETE /responses/{response_id}', deleteResponse),
  route('POST /responses/{response_id}/cancel', cancelResponse, { body: 'none' }),
  route('GET /responses/{response_id}/input_items', listInputItems),
]

async function retrieveResponse({ param, services }: Exchange): Promise<Answer> {
  return json(await services.repository.read(async (records) => responseOf(await findResponse(records, param('response_id')))))
}

async function deleteResponse({ param, commit }: Exchange): Promise<Answer> {
  return commit(async (records) => {
    const { id } = await findResponse(records, param('response_id'))
    await records.responses.remove(id)
    await records.work.removeBySubject(id)
    return json({ id, object: 'response', deleted: true })
  })
}

async function cancelResponse({ param, commit }: Exchange): Promise<Answer> {
  return commit(async (records) => {
    const response = responseOf(await findResponse(records, param('response_id')))
    if (!response.background) throw wrongParam('response_id', 'Only a response that was created with background can be cancelled.')
    if (response.status === 'cancelled') return json(response)
    if (!isRunning(response)) throw wrongParam('response_id', `The response is done: its status is ${response.status}. Only one that is queued or in progress can be cancelled.`)
    const cancelled: ResponseObject = { ...response, status: 'cancelled' }
    await records.responses.update(response.id, { ...cancelled })
    await records.work.removeBySubject(response.id)
    return json(cancelled)
  })
}

/** Lists all that the model was told, with what it said in earlier turns. */
async function listInputItems({ param, query, services }: Exchange<undefined, ListResponseInputItemsQuery>): Promise<Answer> {
  const items = await services.repository.read(async (records) => {
    const record = await findResponse(records, param('response_id'))
    const previous = responseOf(record).previous_response_id
    const before = typeof previous === 'string' ? await records.responses.find(previous) : undefined
    return eachOnce([...(before === undefined ? [] : await conversationOf(records, before)), ...inputOf(record)])
  })
  return json(cutCursorPage(query.order === 'asc' ? items : reversed(items), query, usualItems))
}

/** An item that was referred to, or sent again with its id, is listed where it stood first: the id is the cursor of the list. */
function eachOnce<Item extends { id: string }>(items: Item[]): Item[] {
  const firsts = new Map<string, Item>()
  for (const item of items) if (!firsts.has(item.id)) firsts.set(item.id, item)
  return [...firsts.values()]
}
