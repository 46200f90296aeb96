import type { EvaluatorJudgment, EvaluatorSpec, LlmEvaluatorRequest } from '@smarter-api/schemas/humanloop'
import type { Services } from '../../http/route.js'
import { completeAnswer, nameOfModel } from '../../model/model.js'
import type { ModelResult } from '../../model/model.js'
import { failureText } from '../agents/linked-call.js'
import { inputsOf } from '../models/model-content.js'
import { toModelRequest } from '../models/model-messages.js'
import { toModelOutput } from '../models/model-output.js'
import { describeJudgment } from './check-judgment.js'
import { inputsOfCase } from './judged-case.js'
import type { JudgedCase } from './judged-case.js'
import { readJudgment } from './read-judgment.js'
import { standInJudgment } from './stand-in-judgment.js'

/** What an Evaluator Log says: a judgment, or why there is none. */
export interface Verdict {
  judgment?: EvaluatorJudgment
  error?: string
  [field: string]: unknown
}

const notRunHere =
  'This server runs no Python, so that the code of this Evaluator was not run. Run it in your own program, and log what it says with POST /evaluators/log and this parent_id.'
const longestQuote = 200

/** Judges a Log as the specification of an Evaluator says. Whatever goes wrong becomes the error of the verdict. */
export async function judgeLog(services: Services, spec: EvaluatorSpec, judged: JudgedCase): Promise<Verdict> {
  if (spec.evaluator_type !== 'llm') return { error: notRunHere }
  if (isUnsaved(judged)) return { error: 'Nothing of this Log was kept (save: false), so that there is nothing to judge.' }
  if (spec.arguments_type === 'target_required' && !judged.testcase?.target) {
    return { error: 'This Evaluator needs a target, and this Log has none: it was made for no datapoint, or for one without a target.' }
  }
  return askModel(services, spec, judged)
}

async function askModel(services: Services, spec: LlmEvaluatorRequest, judged: JudgedCase): Promise<Verdict> {
  const { prompt } = spec
  if (prompt === undefined || prompt === null) return { error: 'This Evaluator has no prompt to ask a model with. Upsert it with spec.prompt.' }
  const names = inputsOf(prompt).map(({ name }) => name)
  const inputs = inputsOfCase(names, judged)
  const told = { inputs: Object.fromEntries(names.filter((name) => name in inputs).map((name) => [name, inputs[name]])) }
  const startedAt = services.now()
  try {
    const request = await toModelRequest(prompt, prompt.tools ?? [], { inputs })
    const standIn = standInJudgment(spec, judged)
    const sent = { ...told, provider_request: { model: request.model, messages: request.messages } }
    try {
      const result = await completeAnswer(services.model, { ...request, standIn })
      const name = nameOfModel(services.model, request) ?? request.model
      const { output, output_message, provider_latency } = toModelOutput(result, startedAt, services.now())
      const received = { output, output_message, provider_latency, provider_response: { model: name, ...result } }
      return { ...sent, ...received, ...toVerdict(spec, result) }
    } catch (error) {
      return { ...sent, error: failureText(error) }
    }
  } catch (error) {
    return { ...told, error: failureText(error) }
  }
}

/** A model that was given tools may answer through one of them. */
function toVerdict(spec: EvaluatorSpec, { output, toolCalls }: ModelResult): Verdict {
  const answer = output === '' ? (toolCalls[0]?.function.arguments ?? '') : output
  const judgment = readJudgment(spec, answer)
  if (judgment !== undefined) return { judgment }
  const expected = spec.return_type === 'text' ? 'a text' : `${describeJudgment(spec)}, on its last line or as JSON such as {"judgment": …}`
  return { error: `The model's answer holds no judgment of this Evaluator. Expected: ${expected}. It said: ${quote(answer)}` }
}

function quote(answer: string): string {
  const text = answer.trim()
  if (text === '') return 'nothing.'
  return text.length > longestQuote ? `"${text.slice(0, longestQuote)}…"` : `"${text}"`
}

function isUnsaved({ log }: JudgedCase): boolean {
  return (log as { save?: unknown }).save === false
}
