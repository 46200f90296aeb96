import * as v from 'valibot'
import { type Direction, map, nullish, textList } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { modelSettings, toolFunction } from '../shared/schemas.js'
import type { PromptKernelRequest } from './types.js'

export function promptKernelEntries(direction: Direction) {
  return {
    ...modelSettings(direction),
    tools: nullish(v.array(toolFunction(direction))),
    linked_tools: textList,
    attributes: map,
  } satisfies Entries<PromptKernelRequest>
}

export function promptKernel(direction: Direction): Schema<PromptKernelRequest> {
  return direction.object(promptKernelEntries(direction))
}
