import type { Context } from 'hono'
import type { Lifecycle } from '../lifecycle.js'
import type { Answer } from './answer.js'
import type { Notes, Observation } from './observe.js'
import { toResponse } from './to-response.js'
import type { ResponseHost } from './to-response.js'

/** Sends answers, and notes for the log what becomes of them. */
export interface Sender extends Pick<Observation, 'report'> {
  send(context: Context<Notes>, answer: Answer): Response
  hostOf(context: Context<Notes>, status: number): ResponseHost
}

export function createSender({ track, cutOff }: Pick<Lifecycle, 'track' | 'cutOff'>, report: Observation['report']): Sender {
  const hostOf = (context: Context<Notes>, status: number): ResponseHost => ({ track, report: (error) => report(context, status, error), cutOff })
  return {
    report,
    hostOf,
    send(context, answer) {
      return toResponse(answer, {
        ...hostOf(context, answer.status),
        track(stream) {
          track(stream)
          context.set('streamed', stream)
        },
      })
    },
  }
}
