import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { OpenAIErrorResponseSchema, queries, requests, responses } from './index.js'

type Table = Record<string, v.GenericSchema<unknown, unknown>>

function paths(schema: v.GenericSchema<unknown, unknown>, value: unknown) {
  return (v.safeParse(schema, value).issues ?? []).map((issue) => v.getDotPath(issue))
}

const answered = (route: keyof typeof responses, value: unknown) => paths(responses[route], value)
const sent = (route: keyof typeof requests, value: unknown) => paths(requests[route], value)

const completion = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_790_000_000,
  model: 'gpt-4o',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hello.' }, finish_reason: 'stop' }],
}
const response = { id: 'resp_1', object: 'response', created_at: 1_790_000_000, model: 'gpt-4o', output: [] }
const message = { type: 'message', id: 'msg_1', role: 'assistant', content: [{ type: 'output_text', text: 'Hello.', annotations: [] }] }
const job = { id: 'ftjob-1', object: 'fine_tuning.job', created_at: 1, status: 'queued', model: 'gpt-4o', training_file: 'file-1' }
const chat = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello!' }] }

describe('answers', () => {
  it.each<[keyof typeof responses, object]>([
    ['POST /chat/completions', completion],
    ['POST /chat/completions', { ...completion, usage: null, service_tier: null, choices: [{ ...completion.choices[0], finish_reason: 'a_new_reason', thoughts: 'Hm.' }] }],
    ['POST /chat/completions', { ...completion, choices: [{ index: 0, finish_reason: 'tool_calls', message: { role: 'assistant', content: null, tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }] } }] }],
    ['POST /chat/completions#stream', { ...completion, choices: [{ index: 0, delta: { content: 'Hel' }, finish_reason: null }] }],
    ['POST /chat/completions#stream', { ...completion, choices: [], usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } }],
    ['POST /responses', { ...response, output: [message, { type: 'a_new_kind', id: 'x' }, { type: 'web_search_call', id: 'ws_1', status: 'completed' }] }],
    ['GET /responses/{response_id}', { ...response, status: 'a_new_state', error: { code: 'server_error', message: 'Failed.' }, tools: [{ type: 'a_new_tool' }] }],
    ['POST /responses#stream', { type: 'response.completed', sequence_number: 9, response }],
    ['POST /responses#stream', { type: 'response.a_new_event', anything: true }],
    ['GET /responses/{response_id}/input_items', { object: 'list', data: [{ ...message, role: 'user' }, { type: 'a_new_kind', id: 'x' }], has_more: false }],
    ['GET /files', { object: 'list', data: [], has_more: false, first_id: null, last_id: null }],
    ['GET /fine_tuning/jobs', { object: 'list', data: [{ ...job, status: 'a_new_state', error: {}, hyperparameters: { n_epochs: 'auto', batch_size: null } }] }],
  ])('of %s pass, also with words, kinds and fields that nobody knows yet: %j', (route, value) => {
    expect(answered(route, value)).toEqual([])
  })

  it.each<[keyof typeof responses, object, string]>([
    ['POST /chat/completions', { ...completion, choices: [{ index: 0, message: { role: 'assistant' }, finish_reason: null }] }, 'choices.0.message.content'],
    ['POST /chat/completions#stream', { ...completion, choices: [{ index: 0 }] }, 'choices.0.delta'],
    ['POST /responses', { ...response, output: [{ ...message, content: [{ type: 'output_text' }] }] }, 'output.0.content.0.text'],
    ['POST /responses#stream', { type: 'response.output_text.delta', item_id: 'msg_1', output_index: 0, content_index: 0 }, 'delta'],
    ['POST /responses#stream', { type: 'response.failed', response: { ...response, id: 7 } }, 'response.id'],
    ['GET /responses/{response_id}/input_items', { object: 'list', data: [{ role: 'user', content: 'Hello!' }] }, 'data.0.id'],
    ['DELETE /files/{file_id}', { id: 'file-1', object: 'file' }, 'deleted'],
    ['GET /fine_tuning/jobs', { object: 'list', data: [{ ...job, id: 7 }] }, 'data.0.id'],
  ])('of %s are refused where a field is wrong: %j', (route, value, path) => {
    expect(answered(route, value)).toEqual([path])
  })

  it('that tell of an error have a message', () => {
    expect(paths(OpenAIErrorResponseSchema, { error: { message: 'No such model.', type: 'invalid_request_error', param: null, code: 'model_not_found' } })).toEqual([])
    expect(paths(OpenAIErrorResponseSchema, { error: 'No such model.' })).toEqual(['error'])
  })
})

describe('bodies', () => {
  it.each<[keyof typeof requests, object]>([
    ['POST /chat/completions', chat],
    ['POST /chat/completions', { ...chat, stream: true, stream_options: { include_usage: true }, stop: ['\n'], tool_choice: 'auto', temperature: null }],
    ['POST /chat/completions', { ...chat, messages: [{ role: 'user', content: [{ type: 'text', text: 'What is it?' }, { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } }] }] }],
    ['POST /chat/completions', { ...chat, messages: [{ role: 'assistant', tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }], annotations: [] }, { role: 'tool', tool_call_id: 'c', content: '{}' }] }],
    ['POST /chat/completions', { ...chat, tools: [{ type: 'function', function: { name: 'get_time' } }], tool_choice: { type: 'function', function: { name: 'get_time' } } }],
    ['POST /chat/completions', { ...chat, response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: {}, strict: true } } }],
    ['POST /responses', { model: 'gpt-4o', input: [{ role: 'user', content: 'How much?' }], response_format: { type: 'json_object' } }],
    ['POST /responses', { model: 'gpt-4o', input: [message, { type: 'function_call_output', call_id: 'c', output: '{}' }, { type: 'item_reference', id: 'msg_1' }, { type: 'a_new_kind' }] }],
    ['POST /responses', { prompt: { id: 'pmpt_1' }, text: { format: { type: 'json_schema', name: 'answer', schema: {} } }, tools: [{ type: 'file_search', vector_store_ids: ['vs_1'] }] }],
    ['POST /files', { file: new Blob(['{}']), purpose: 'fine-tune', expires_after: { anchor: 'created_at', seconds: 3600 } }],
    ['POST /fine_tuning/jobs', { model: 'gpt-4o', training_file: 'file-1', method: { type: 'dpo', dpo: { hyperparameters: { beta: 'auto' } } } }],
  ])('of %s pass: %j', (route, value) => {
    expect(sent(route, value)).toEqual([])
  })

  it.each<[keyof typeof requests, object, string | null]>([
    ['POST /chat/completions', { ...chat, max_token: 5 }, 'max_token'],
    ['POST /chat/completions', { ...chat, messages: [] }, 'messages'],
    ['POST /chat/completions', { ...chat, messages: [{ role: 'robot', content: 'Hello!' }] }, 'messages.0.role'],
    ['POST /chat/completions', { ...chat, messages: [{ role: 'user' }] }, 'messages.0'],
    ['POST /chat/completions', { ...chat, messages: [{ role: 'tool', content: '{}' }] }, 'messages.0'],
    ['POST /chat/completions', { ...chat, messages: [{ role: 'user', content: [{ type: 'video', video: {} }] }] }, 'messages.0.content.0.type'],
    ['POST /chat/completions', { ...chat, tools: [{ type: 'function', function: { name: 'not a name' } }] }, 'tools.0.function.name'],
    ['POST /chat/completions', { ...chat, tool_choice: 'perhaps' }, 'tool_choice'],
    ['POST /chat/completions', { ...chat, stop: ['a', 'b', 'c', 'd', 'e'] }, 'stop'],
    ['POST /chat/completions', { ...chat, temperature: 3 }, 'temperature'],
    ['POST /responses', { model: 'gpt-4o', input: [{ content: 'Hello!' }] }, 'input.0.role'],
    ['POST /responses', { model: 'gpt-4o', input: 'Hello!', max_tokens: 5 }, 'max_tokens'],
    ['POST /responses', { model: 'gpt-4o', input: 'Hello!', text: { format: { type: 'json_schema', schema: {} } } }, 'text.format.name'],
    ['POST /responses', { model: 'gpt-4o', tool_choice: {} }, 'tool_choice'],
    ['POST /responses', { model: 'gpt-4o', metadata: { key: 'v'.repeat(513) } }, 'metadata.key'],
    ['POST /files', { purpose: 'fine-tune' }, 'file'],
    ['POST /files', { file: 'x', purpose: 'fine-tune', expires_after: { anchor: 'created_at', seconds: 1 } }, 'expires_after.seconds'],
    ['POST /fine_tuning/jobs', { model: 'gpt-4o', training_file: 'file-1', method: { type: 'osmosis' } }, 'method.type'],
    ['POST /fine_tuning/jobs', { model: 'gpt-4o', training_file: 'file-1', suffix: 'x'.repeat(65) }, 'suffix'],
  ])('of %s are refused where a field is wrong: %j', (route, value, path) => {
    expect(sent(route, value)).toEqual([path])
  })

  it('have few labels with short keys', () => {
    const labels = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`key_${index}`, 'value']))
    expect(sent('POST /responses', { model: 'gpt-4o', metadata: labels })).toEqual(['metadata'])
    expect(sent('POST /responses', { model: 'gpt-4o', metadata: { ['k'.repeat(65)]: 'value' } })).toEqual(['metadata'])
  })
})

describe('queries', () => {
  it.each<[keyof typeof queries, object, object]>([
    ['GET /files', { after: 'file-1', limit: '20', purpose: 'batch', order: 'asc', unknown: 'x' }, { after: 'file-1', limit: 20, purpose: 'batch', order: 'asc' }],
    ['GET /responses/{response_id}', { 'include[]': 'file_search_call.results' }, { include: ['file_search_call.results'] }],
    ['GET /responses/{response_id}/input_items', { limit: '5', 'include[]': ['a', 'b'] }, { limit: 5, include: ['a', 'b'] }],
    ['GET /responses/{response_id}/input_items', {}, {}],
    ['GET /fine_tuning/jobs', { limit: '5', 'metadata[team]': 'blue', 'metadata[]': '' }, { limit: 5, metadata: { team: 'blue', '': '' } }],
    ['GET /fine_tuning/jobs', { after: 'ftjob-1', other: 'x' }, { after: 'ftjob-1' }],
  ])('of %s give numbers, lists and labels: %j', (route, query, expected) => {
    expect(v.parse(queries[route], query)).toEqual(expected)
  })

  it.each<[keyof typeof queries, object, string]>([
    ['GET /files', { limit: '0' }, 'limit'],
    ['GET /files', { limit: '10001' }, 'limit'],
    ['GET /files', { order: 'up' }, 'order'],
    ['GET /fine_tuning/jobs', { limit: '101' }, 'limit'],
    ['GET /fine_tuning/jobs/{fine_tuning_job_id}/events', { limit: 'many' }, 'limit'],
  ])('of %s are refused: %j', (route, query, path) => {
    expect(paths(queries[route], query)).toEqual([path])
  })
})

describe('tables', () => {
  it('name routes of answers only', () => {
    const routes = Object.keys(responses)
    for (const table of [requests, queries] as Table[]) expect(Object.keys(table).filter((route) => !routes.includes(route))).toEqual([])
  })
})
