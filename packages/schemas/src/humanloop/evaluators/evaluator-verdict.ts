import * as v from 'valibot'
import { type Direction, flag, nullish } from '../../direction.js'
import type { Entries } from '../../entries.js'
import { chatMessage } from '../shared/schemas.js'
import type { EvaluatorVerdict } from './types.js'

export function evaluatorVerdict(direction: Direction) {
  return {
    output_message: nullish(chatMessage(direction)),
    judgment: nullish(v.union([v.boolean(), v.string(), v.array(v.string()), v.number()])),
    marked_completed: flag,
  } satisfies Entries<EvaluatorVerdict>
}
