import type { Context } from 'hono'
import type { Lifecycle } from '../lifecycle.js'
import type { Answer } from './answer.js'
import type { Notes, Observation } from './observe.js'
import { toResponse } from './to-response.js'

/** Sends answers, and notes for the log what becomes of them. */
export interface Sender extends Pick<Observation, 'report'> {
  send(context: Context<Notes>, answer: Answer): Response
}

export function createSender({ track, cutOff }: Pick<Lifecycle, 'track' | 'cutOff'>, report: Observation['report'], writesTexts: boolean): Sender {
  return {
    report,
    send(context, answer) {
      return toResponse({ ...answer, headers: { ...answer.headers, ...context.var.headers } }, {
        cutOff,
        // Hono makes another Response for HEAD, of the headers of this one.
        writesTexts: writesTexts && context.req.raw.method !== 'HEAD',
        report: (error) => report(context, answer.status, error),
        track(stream) {
          track(stream)
          context.set('streamed', stream)
        },
      })
    },
  }
}
