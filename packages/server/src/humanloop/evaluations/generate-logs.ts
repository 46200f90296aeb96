import type { ChatMessage, FreeMap } from '@smarter-api/schemas/humanloop'
import { Problem } from '../../http/problem.js'
import type { Services } from '../../http/route.js'
import { completeAnswer, ModelFailure, nameOfModel } from '../../model/model.js'
import type { DatapointRecord } from '../../repository/repository.js'
import type { FileVersion } from '../files/file-kind.js'
import type { LogEntry } from '../logs/insert-log.js'
import { toModelRequest } from '../models/model-messages.js'
import { toModelOutput } from '../models/model-output.js'
import { toLogResult } from '../prompts/call-result.js'
import { promptContentOf } from '../prompts/prompt-kind.js'

/** Calls a Prompt for each datapoint. A datapoint that lacks an input, and a failure of the model, become Logs with an error. */
export async function generateLogs(services: Services, prompt: FileVersion, datapoints: DatapointRecord[]): Promise<LogEntry[]> {
  const entries: LogEntry[] = []
  for (const datapoint of datapoints) {
    const { inputs, messages } = datapoint.content as { inputs?: FreeMap; messages?: ChatMessage[] }
    const told = { id: services.createId('log'), inputs: inputs ?? {}, ...(messages ? { messages } : {}), source_datapoint_id: datapoint.id }
    entries.push({ ...told, ...(await answer(services, prompt, told)) })
  }
  return entries
}

async function answer(services: Services, prompt: FileVersion, told: { inputs: FreeMap; messages?: ChatMessage[] }): Promise<object> {
  const startedAt = services.now()
  try {
    const content = promptContentOf(prompt.version)
    const model = await toModelRequest(content, content.tools ?? [], told)
    const sample = { index: 0, ...toModelOutput(await completeAnswer(services.model, model), startedAt, services.now()) }
    return toLogResult([sample], { model, startedAt }, nameOfModel(services.model, model), services.now())
  } catch (error) {
    if (!(error instanceof Problem || error instanceof ModelFailure)) throw error
    return { error: error.message, start_time: startedAt, end_time: services.now() }
  }
}
