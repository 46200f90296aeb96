/** Answers shaped as the Humanloop reference describes them; values are invented. */
export const prompt = {
  path: 'support/triage',
  id: 'pr_1',
  name: 'triage',
  version_id: 'prv_1',
  type: 'prompt',
  environments: [{ id: 'env_1', created_at: '2025-05-20T10:00:00Z', name: 'production', tag: 'default' }],
  created_at: '2025-05-20T10:00:00Z',
  updated_at: '2025-05-20T10:00:00Z',
  last_used_at: '2025-05-20T10:00:00Z',
  model: 'gpt-4o',
  endpoint: 'chat',
  provider: 'openai',
  temperature: 0.5,
  max_tokens: -1,
  stop: ['END'],
  reasoning_effort: 'high',
  template: [{ role: 'system', content: 'You sort mail for {{team}}.' }],
  tools: [{ name: 'lookup', description: 'Finds a customer', strict: true, parameters: { type: 'object' } }],
  linked_tools: null,
  version_logs_count: 3,
  total_logs_count: 8,
  inputs: [{ name: 'team' }],
}

export const evaluator = {
  path: 'support/polite',
  id: 'ev_1',
  name: 'polite',
  version_id: 'evv_1',
  type: 'evaluator',
  created_at: '2025-05-20T10:00:00Z',
  updated_at: '2025-05-20T10:00:00Z',
  last_used_at: '2025-05-20T10:00:00Z',
  spec: { arguments_type: 'target_free', return_type: 'boolean', evaluator_type: 'python', code: 'return True' },
  version_logs_count: 0,
  total_logs_count: 0,
  inputs: [],
}

export const promptLog = {
  id: 'log_1',
  prompt,
  output: 'Billing.',
  output_message: { role: 'assistant', content: 'Billing.' },
  prompt_tokens: 12,
  output_tokens: 2,
  inputs: { team: 'support', constructor: 'kept' },
  evaluator_logs: [],
  trace_children: [],
}

export const call = {
  id: 'log_1',
  prompt,
  inputs: { team: 'support' },
  logs: [{ index: 0, output: 'Billing.', output_message: { role: 'assistant', content: 'Billing.' }, finish_reason: 'stop' }],
}
