// What goes over the wire. Each API's clients get that API's own request and answer, of about the same size: a request of 0.3 kB,
// an answer of 1 kB, streams of a thousand events of 150 bytes, pages of a hundred items.
const filler = 'The quick brown fox jumps over the lazy dog. '
const question = filler.repeat(4)
const reply = filler.repeat(8)
const messages = [{ role: 'user', content: question }]
const date = '2025-01-01T00:00:00Z'

const prompt = {
  path: 'bench/prompt',
  id: 'pr_0123456789abcdef',
  name: 'prompt',
  model: 'gpt-4o-mini',
  version_id: 'prv_0123456789abcdef',
  created_at: date,
  updated_at: date,
  last_used_at: date,
  version_logs_count: 1,
  total_logs_count: 1,
  inputs: [],
}

/** Events per stream, and items per page. */
export const eventCount = 1000
export const pageSize = 100

const numbers = (count) => Array.from({ length: count }, (_, index) => index)
const dataOnly = (events) => `${events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')}data: [DONE]\n\n`
const named = (events) => events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('')

const job = (id) => ({
  id,
  object: 'fine_tuning.job',
  model: 'gpt-4o-mini',
  created_at: 1_735_689_600,
  status: 'succeeded',
  training_file: 'file-0123456789abcdef',
  hyperparameters: { n_epochs: 4, batch_size: 8 },
  result_files: ['file-fedcba9876543210'],
})

/** The three APIs: `path` and `params` of a call, its `answer`, the events of a stream, one page of a list. */
export const wires = {
  humanloop: {
    path: '/prompts/call',
    params: { path: prompt.path, messages, inputs: { name: 'World' } },
    answer: {
      id: 'data_0123456789abcdef',
      prompt,
      logs: [{ index: 0, output: reply, output_message: { role: 'assistant', content: 'Hello' }, prompt_tokens: 40, output_tokens: 80, finish_reason: 'stop' }],
      start_time: date,
      end_time: date,
    },
    events: () => dataOnly(numbers(eventCount).map((index) => ({ index, output: `token ${index}`, id: 'data_0123456789', prompt_id: prompt.id, version_id: prompt.version_id }))),
    page: (page) => ({ records: numbers(pageSize).map((index) => Object.assign({}, prompt, { id: `pr_${page}_${index}` })), total: 1_000_000, page, size: pageSize }),
  },
  openai: {
    path: '/chat/completions',
    params: { model: 'gpt-4o-mini', messages, temperature: 0 },
    answer: {
      id: 'chatcmpl-0123456789',
      object: 'chat.completion',
      created: 1_735_689_600,
      model: 'gpt-4o-mini',
      choices: [{ index: 0, message: { role: 'assistant', content: reply + reply }, logprobs: null, finish_reason: 'stop' }],
      usage: { prompt_tokens: 40, completion_tokens: 80, total_tokens: 120 },
    },
    events: () =>
      dataOnly(
        numbers(eventCount).map((index) => ({
          id: 'chatcmpl-0123456789',
          object: 'chat.completion.chunk',
          created: 1_735_689_600,
          model: 'gpt-4o-mini',
          choices: [{ index: 0, delta: { content: `token ${index}` } }],
        })),
      ),
    page: (page) => ({ object: 'list', data: numbers(pageSize).map((index) => job(`ftjob-${page}-${index}`)), has_more: true }),
  },
  anthropic: {
    path: '/v1/messages',
    params: { model: 'claude-sonnet', max_tokens: 100, messages },
    answer: {
      id: 'msg_0123456789',
      type: 'message',
      role: 'assistant',
      model: 'claude-sonnet',
      content: [{ type: 'text', text: reply + reply }],
      stop_reason: 'end_turn',
      stop_sequence: null,
      usage: { input_tokens: 40, output_tokens: 80 },
    },
    events: () =>
      named([
        { type: 'message_start', message: { id: 'msg_0123456789', type: 'message', role: 'assistant', model: 'claude-sonnet', content: [], usage: { input_tokens: 40, output_tokens: 1 } } },
        ...numbers(eventCount - 2).map((index) => ({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: `token ${index} of some words that fill the line` } })),
        { type: 'message_stop' },
      ]),
  },
}
