import type { Exchange } from '../../http/route.js'
import { eventStreamHeaders, toEvent } from '../../http/server-sent-events.js'
import type { Records } from '../../repository/repository.js'

/**
 * Sends events as they come. At their end `keep` writes what came of them and may add last events, and all that was sent is stored as the
 * answer to repeats of the request.
 */
export async function* sendEvents<Result>(
  commit: Exchange['commit'],
  events: AsyncGenerator<object, Result, undefined>,
  keep: (records: Records, result: Result) => Promise<object[]>,
): AsyncGenerator<string, undefined> {
  const sent: string[] = []
  let step = await events.next()
  for (; !step.done; step = await events.next()) {
    const event = toEvent(step.value)
    sent.push(event)
    yield event
  }
  const result = step.value
  let last = ''
  await commit(async (records) => {
    last = [...(await keep(records, result)), '[DONE]'].map(toEvent).join('')
    return { status: 200, headers: eventStreamHeaders, body: sent.join('') + last }
  })
  yield last
  return undefined
}
