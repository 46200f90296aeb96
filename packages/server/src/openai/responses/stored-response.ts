import type { ResponseKeptItem, ResponseObject } from '@smarter-api/schemas/openai'
import type { Records, ResponseRecord } from '../../repository/repository.js'
import { reversed } from '../../reversed.js'
import { notFound } from '../refusals.js'

/** Reads a response. */
export function responseOf({ content }: ResponseRecord): ResponseObject {
  return content as Record<string, unknown> & ResponseObject
}

export function isRunning({ status }: ResponseObject): boolean {
  return status === 'queued' || status === 'in_progress'
}

/** What a model was told in the turn of a response. */
export function inputOf({ input }: ResponseRecord): ResponseKeptItem[] {
  return input as (Record<string, unknown> & ResponseKeptItem)[]
}

export async function findResponse({ responses }: Records, id: string): Promise<ResponseRecord> {
  const found = await responses.find(id)
  if (found === undefined) throw notFound('response', id)
  return found
}

/** All that was said before a response and in it, oldest first. A response that was deleted is forgotten with what came before it. */
export async function conversationOf({ responses }: Records, last: ResponseRecord): Promise<ResponseKeptItem[]> {
  const turns: ResponseKeptItem[][] = []
  let record: ResponseRecord | undefined = last
  while (record !== undefined) {
    const { output, previous_response_id: previous } = responseOf(record)
    turns.push([...inputOf(record), ...(output as ResponseKeptItem[])])
    record = typeof previous === 'string' ? await responses.find(previous) : undefined
  }
  return reversed(turns).flat()
}
