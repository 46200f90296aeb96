import type { PromptCallStreamResponse, ProviderApiKeys } from '@smarter-api/schemas/humanloop'
import type { Services } from '../../http/route.js'
import { nameOfModel } from '../../model/model.js'
import { toModelRequest } from '../models/model-messages.js'
import { toModelOutput } from '../models/model-output.js'
import { toLogResult } from '../prompts/call-result.js'
import { listPromptTools, promptContentOf } from '../prompts/prompt-kind.js'
import { eventsOf } from './agent-event.js'
import type { AgentEvent } from './agent-event.js'
import { failedResult, failureText } from './linked-call.js'
import type { LinkedCall, ToolResult } from './linked-call.js'

/** Calls a Prompt that is a tool of an Agent. A failure becomes what the tool answers. */
export async function* runLinkedPrompt(call: LinkedCall, services: Services, keys: ProviderApiKeys | null): AsyncGenerator<AgentEvent, ToolResult, undefined> {
  const { target, logId, startedAt, inputs, messages } = call
  const event = eventsOf(logId, services.now)
  const news = (fields: object): PromptCallStreamResponse => ({ index: 0, ...fields, id: logId, prompt_id: target.file.id, version_id: target.version.id })
  try {
    const content = promptContentOf(target.version)
    const tools = await services.repository.read((records) => listPromptTools(records, content))
    const model = await toModelRequest(content, tools, { inputs, messages, provider_api_keys: keys })
    const pieces = services.model.answer(model)
    let piece = await pieces.next()
    for (; !piece.done; piece = await pieces.next()) yield event('tool_update', { payload: news({ output: piece.value }) })
    const sample = { index: 0, ...toModelOutput(piece.value, startedAt, services.now()) }
    yield event('tool_update', { payload: news({ ...sample, output: '' }) })
    const result = toLogResult([sample], { model, startedAt }, nameOfModel(services.model, model), services.now())
    const entry = { ...result, id: logId, inputs, messages }
    return { text: sample.output ?? JSON.stringify(sample.output_message), step: { target, entry, steps: [] } }
  } catch (error) {
    return failedResult(call, failureText(error), services)
  }
}
