import * as v from 'valibot'
import { type Direction, map, mapOf, nullish } from '../../direction.js'
import type { Entries } from '../../entries.js'
import { chatMessage } from '../shared/schemas.js'
import type { CreateDatapointRequest } from './types.js'

export function datapointEntries(direction: Direction) {
  return {
    inputs: nullish(mapOf(v.string())),
    messages: nullish(v.array(chatMessage(direction))),
    target: map,
  } satisfies Entries<CreateDatapointRequest>
}
