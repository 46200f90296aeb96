import * as v from 'valibot'
import { type Direction, nullish } from '../../direction.js'
import type { Entries } from '../../entries.js'
import { chatMessage } from '../shared/schemas.js'
import type { TraceRun } from './types.js'

export function traceRun(direction: Direction) {
  return {
    messages: nullish(v.array(chatMessage(direction))),
    output_message: nullish(chatMessage(direction)),
    log_status: nullish(direction.word('complete', 'incomplete')),
  } satisfies Entries<TraceRun>
}
