import type { PromptCallLogResponse, PromptCallResponse, PromptsCallRequest, VersionSelector } from '@smarter-api/schemas/humanloop'
import { json } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import type { Exchange } from '../../http/route.js'
import { completeAnswer, ModelFailure, nameOfModel } from '../../model/model.js'
import { findTargetNow } from '../files/find-target.js'
import { presentFile } from '../files/present-file.js'
import { checkLogEntry, insertLog } from '../logs/insert-log.js'
import { standsApart } from '../logs/stands-apart.js'
import { toModelRequest } from '../models/model-messages.js'
import { toModelOutput } from '../models/model-output.js'
import { providerRefusal } from '../models/provider-refusal.js'
import { invalidField } from '../refusals.js'
import { toLogResult } from './call-result.js'
import type { PreparedCall } from './call-result.js'
import { listPromptTools, promptContentOf, promptKind } from './prompt-kind.js'
import { streamCall } from './stream-call.js'

const mostSamples = 100

/** `POST /prompts/call` */
export async function callPrompt(exchange: Exchange<PromptsCallRequest, VersionSelector>): Promise<Answer> {
  const call = await prepareCall(exchange)
  try {
    return await (exchange.body.stream === true ? streamCall(exchange, call) : answerCall(exchange, call))
  } catch (error) {
    throw error instanceof ModelFailure ? providerRefusal(error) : error
  }
}

async function prepareCall(exchange: Exchange<PromptsCallRequest, VersionSelector>): Promise<PreparedCall> {
  const { body, services } = exchange
  const samples = body.num_samples ?? 1
  if (samples < 1 || samples > mostSamples) throw invalidField(['num_samples'], `num_samples must be from 1 to ${mostSamples}.`)
  for (const field of ['logprobs', 'suffix'] as const) {
    if (body[field] !== undefined && body[field] !== null) throw invalidField([field], `This server does not take ${field}. Leave it out.`)
  }
  const { target, read: tools } = await findTargetNow(promptKind, exchange, async (records, { version }) => {
    await checkLogEntry(records, body)
    return listPromptTools(records, promptContentOf(version))
  })
  const { log_id: chosen } = body
  return {
    target,
    model: await toModelRequest(promptContentOf(target.version), tools, body),
    logId: chosen ?? services.createId('log'),
    samples,
    startedAt: services.now(),
  }
}

async function answerCall({ body, services, commit }: Exchange<PromptsCallRequest, VersionSelector>, call: PreparedCall): Promise<Answer> {
  const logs: PromptCallLogResponse[] = []
  for (let index = 0; index < call.samples; index += 1) {
    const result = await completeAnswer(services.model, { ...call.model, sample: index })
    logs.push({ index, ...toModelOutput(result, call.startedAt, services.now()) })
  }
  const endedAt = services.now()
  return commit(async (records) => {
    const entry = { ...body, ...toLogResult(logs, call, nameOfModel(services.model, call.model), endedAt), id: call.logId }
    const log = await insertLog(records, services, call.target, entry, { isIdNew: call.logId !== body.log_id })
    const { return_inputs: returnInputs, num_samples: _samples, provider_api_keys: _keys, stream: _stream, path: _path, ...told } = body
    const { logprobs: _logprobs, suffix: _suffix, prompt: _prompt, ...echo } = told
    return json({
      ...echo,
      ...(returnInputs === false ? { inputs: null } : { inputs: body.inputs ?? {} }),
      id: call.logId,
      prompt: await presentFile(records, promptKind, call.target),
      start_time: call.startedAt,
      end_time: endedAt,
      trace_id: log.traceId,
      logs,
    } satisfies PromptCallResponse)
  }, { isApart: standsApart(body) })
}
