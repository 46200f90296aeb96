import type { ChatMessage, Evaluator, EvaluatorSpec, LogContext, ProviderExchange, ToolFunction } from '@smarter-api/schemas/humanloop'
import type { Humanloop } from '@smarter-api/sdk'

export const lookUp: ToolFunction = {
  name: 'look_up',
  description: 'Finds an order.',
  strict: true,
  parameters: { type: 'object', properties: { number: { type: 'string' } }, required: ['number'], additionalProperties: false },
}

/** A conversation with every kind of message. */
export const conversation: ChatMessage[] = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', name: 'sam', content: [{ type: 'text', text: 'What is this?' }, { type: 'image_url', image_url: { url: 'https://example.com/a.png', detail: 'low' } }] },
  { role: 'assistant', content: null, tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'look_up', arguments: '{"number":"1234"}' } }] },
  { role: 'tool', tool_call_id: 'call_1', content: 'On its way.' },
]

/** Where logged work came from. */
export const context = {
  inputs: { name: 'Sam', nested: { list: [1, null] } },
  source: 'the story',
  metadata: { release: '1.2.3' },
  start_time: '2025-05-20T10:00:00Z',
  end_time: '2025-05-20T10:00:01.250Z',
  user: 'sam@example.com',
} satisfies LogContext

/** What came of logged work. */
export const outcome = {
  output: 'A parcel.',
  created_at: '2025-05-20T10:00:01Z',
  provider_latency: 0.75,
  stdout: 'one line\n',
  provider_request: { model: 'gpt-4o', messages: [] },
  provider_response: { id: 'chatcmpl_1', choices: [] },
} satisfies ProviderExchange & Record<string, unknown>

/** What came of a call of a model. */
export const modelOutcome = {
  ...outcome,
  output_message: { role: 'assistant', content: 'A parcel.' },
  prompt_tokens: 12,
  reasoning_tokens: 0,
  output_tokens: 3,
  prompt_cost: 0.0001,
  output_cost: 0.0002,
  finish_reason: 'stop',
}

/** Specifications of Evaluators of each kind, and with each kind of judgment. */
export const specs = {
  boolean: { evaluator_type: 'external', arguments_type: 'target_free', return_type: 'boolean', attributes: { team: 'support' } },
  number: {
    evaluator_type: 'human',
    arguments_type: 'target_free',
    return_type: 'number',
    number_limits: { min: 0, max: 10, step: 0.5 },
    number_valence: 'positive',
    instructions: 'Judge the tone.',
  },
  select: {
    evaluator_type: 'python',
    arguments_type: 'target_required',
    return_type: 'select',
    options: [{ name: 'good', valence: 'positive' }, { name: 'bad', valence: 'negative' }],
    code: 'def judge(log, target):\n  return "good"\n',
  },
  text: { evaluator_type: 'llm', arguments_type: 'target_free', return_type: 'text', prompt: { model: 'gpt-4o', template: 'Say something of {{log}}.' } },
} satisfies Record<string, EvaluatorSpec>

/** Makes an Evaluator that judges from outside. */
export function upsertEvaluator({ evaluators }: Humanloop, path: string, spec: EvaluatorSpec = specs.boolean): PromiseLike<Evaluator> {
  return evaluators.upsert({ path, spec })
}
