import type { ResponseObject } from '@smarter-api/schemas/openai'
import { internalMessage } from '../../http/problem.js'
import type { Services } from '../../http/route.js'
import { ModelFailure } from '../../model/model.js'
import type { Records, WorkRecord } from '../../repository/repository.js'
import { urgentRank } from '../../work/worker.js'
import type { Keep, Performer } from '../../work/worker.js'
import { completeResponse } from './complete-response.js'
import type { ResponsePlan } from './plan-response.js'
import { failResponse } from './response-object.js'
import { isRunning, responseOf } from './stored-response.js'

/** A response that is made in the background. */
interface ResponseTask extends Pick<ResponsePlan, 'request' | 'tools'>, Record<string, unknown> {
  responseId: string
}

export const responseWork = 'response'

/** Has the server make a response that was planned and kept. */
export async function requestResponse(records: Records, { work }: Pick<Services, 'work'>, { response: { id }, request, tools }: ResponsePlan): Promise<void> {
  const content: ResponseTask = { responseId: id, request, tools }
  await work.add(records, [{ kind: responseWork, rank: urgentRank, key: [id], subjectId: id, content }])
}

/** Makes responses in the background. When a process dies at one, another begins it again. */
export function responsePerformer(services: Services): Performer {
  return {
    async perform({ content }, signal) {
      const { responseId, ...plan } = content as ResponseTask
      const response = await services.repository.write((records) => beginResponse(records, responseId))
      if (response === undefined) return undefined
      try {
        return replaceRunning(await completeResponse(services, { ...plan, response }, signal))
      } catch (error) {
        if (error instanceof ModelFailure) return replaceRunning(failResponse(response, error))
        throw error
      }
    },
    async giveUp({ content }: WorkRecord) {
      const { responseId } = content as ResponseTask
      const response = await services.repository.read((records) => findRunning(records, responseId))
      return response && replaceRunning(failResponse(response, { status: 500, message: internalMessage }))
    },
  }
}

async function beginResponse(records: Records, id: string): Promise<ResponseObject | undefined> {
  const response = await findRunning(records, id)
  if (response === undefined) return undefined
  const begun: ResponseObject = { ...response, status: 'in_progress' }
  await records.responses.update(id, { ...begun })
  return begun
}

/** Stores how far a response is, unless it was cancelled or deleted in the meantime. */
function replaceRunning(response: ResponseObject): Keep {
  return async (records) => {
    if ((await findRunning(records, response.id)) !== undefined) await records.responses.update(response.id, { ...response })
  }
}

async function findRunning({ responses }: Records, id: string): Promise<ResponseObject | undefined> {
  const found = await responses.find(id)
  const response = found && responseOf(found)
  return response && isRunning(response) ? response : undefined
}
