import type { ChatToolCallDelta } from '@smarter-api/schemas/openai'
import type { ModelToolCall } from './model.js'

/**
 * Puts tool calls together that come in parts. A part belongs to the call of its `index`; one with an `id` of its own begins another call, for some
 * services send several whole calls with one index, or with none.
 *
 * @param calls Takes the calls, in the order in which they begin.
 */
export function createCallCollector(calls: ModelToolCall[]): { add(part: ChatToolCallDelta): void } {
  const open = new Map<number | undefined, ModelToolCall>()
  return {
    add({ index, id, function: given }) {
      const known = open.get(index)
      const isNew = known === undefined || Boolean(id && id !== known.id)
      const call: ModelToolCall = isNew ? { id: id || `call_${calls.length}`, type: 'function', function: { name: '', arguments: '' } } : known
      if (isNew) {
        open.set(index, call)
        calls.push(call)
      }
      // A name comes whole, from some services with every part.
      call.function.name = given?.name || call.function.name
      call.function.arguments += given?.arguments ?? ''
    },
  }
}
