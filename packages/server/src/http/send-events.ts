import { nextTurn } from '../next-turn.js'
import type { Records } from '../repository/repository.js'
import type { CommitOptions, Exchange } from './route.js'
import { eventStreamHeaders, toEvent } from './server-sent-events.js'

/** How the events of a stream are written. */
export interface EventFormat<Event> {
  write(event: Event): string
  /** What comes after the last event. */
  end: string
}

/** Events of data alone, and `[DONE]` at their end. */
export const dataEvents: EventFormat<object> = { write: toEvent, end: toEvent('[DONE]') }

/**
 * Sends events as they come. At their end `keep` writes what came of them and may add last events, and all that was sent is stored as the
 * answer to repeats of the request.
 */
export async function* sendEvents<Event extends object, Result>(
  commit: Exchange['commit'],
  events: AsyncGenerator<Event, Result, undefined>,
  keep: (records: Records, result: Result) => Promise<Event[]>,
  { write, end, ...options }: EventFormat<Event> & CommitOptions = dataEvents,
): AsyncGenerator<string, undefined> {
  const sent: string[] = []
  let step = await events.next()
  for (; !step.done; step = await events.next()) {
    const event = write(step.value)
    sent.push(event)
    yield event
  }
  const result = step.value
  let last = ''
  // An engine that waits for its disk would hold up what is not sent yet.
  await nextTurn()
  await commit(async (records) => {
    last = (await keep(records, result)).map(write).join('') + end
    return { status: 200, headers: eventStreamHeaders, body: sent.join('') + last }
  }, options)
  yield last
  return undefined
}
