import { createReadStream } from 'node:fs'
import { chat } from '@smarter-api/chat'
import type { OpenAIClient } from '@smarter-api/core'
import { fromPath } from '@smarter-api/core/node'
import { uploads } from '@smarter-api/files/uploads'
import { fineTuning } from '@smarter-api/fine-tuning'
import { type OpenAI, toFile } from 'openai'

/** One call, made by OpenAI's client and by ours. */
export interface PairedCall {
  readonly name: string
  readonly theirs: (client: OpenAI) => PromiseLike<unknown>
  readonly ours: (client: OpenAIClient) => PromiseLike<unknown>
}

const strange = 'a b/../ä?&=#%2F'
const lines = '{"messages":[]}\n{"messages":["ä€😀"]}\r\n'
const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 256)
const schema = { type: 'object', properties: { total: { type: 'number' } }, required: ['total'], additionalProperties: false }
const lookUp = { name: 'look_up', description: 'Finds an order.', parameters: schema, strict: true }

const conversation = {
  model: 'gpt-4o',
  messages: [
    { role: 'developer', content: 'Be brief. "Quotes", \\ and \u2028 stay.' },
    { role: 'user', content: [{ type: 'text', text: 'How much? 😀' }, { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA', detail: 'low' } }] },
    { role: 'assistant', content: null, tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'look_up', arguments: '{"order":1}' } }] },
    { role: 'tool', tool_call_id: 'call_1', content: '12.5' },
  ],
  tools: [{ type: 'function', function: lookUp }],
  tool_choice: { type: 'function', function: { name: 'look_up' } },
  response_format: { type: 'json_schema', json_schema: { name: 'answer', schema, strict: true } },
  temperature: 0.1,
  top_p: 1e-7,
  n: 2,
  stop: ['\n', 'END'],
  max_completion_tokens: 100,
  logit_bias: { 50256: -100 },
  metadata: { team: 'blue' },
  seed: null,
} satisfies OpenAI.ChatCompletionCreateParamsNonStreaming

const question = {
  model: 'gpt-4o',
  input: [{ role: 'user', content: [{ type: 'input_text', text: 'How much?' }] }, { type: 'function_call_output', call_id: 'call_1', output: '12.5' }],
  instructions: 'Be brief.',
  previous_response_id: 'resp_1',
  tools: [{ type: 'function', ...lookUp }],
  text: { format: { type: 'json_schema', name: 'answer', schema, strict: true } },
  reasoning: { effort: 'low' },
  include: ['reasoning.encrypted_content'],
  metadata: {},
  store: false,
} satisfies OpenAI.Responses.ResponseCreateParamsNonStreaming

const job = {
  model: 'gpt-4o-mini',
  training_file: 'file-1',
  validation_file: null,
  suffix: 'blue',
  seed: 0,
  method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 'auto', batch_size: 4 } } },
  integrations: [{ type: 'wandb', wandb: { project: 'blue', tags: ['a', 'b'] } }],
  metadata: { 'a key': 'ä&=' },
} satisfies OpenAI.FineTuning.JobCreateParams

/** Every call that both can make; `path` is that of a file to upload. */
export function pairedCalls(path: string): PairedCall[] {
  return [...chats, ...responses, ...files(path), ...jobs]
}

const chats: PairedCall[] = [
  {
    name: 'a chat completion with every kind of field',
    theirs: ({ chat: { completions } }) => completions.create(conversation),
    ours: (client) => chat(client).completions.create(conversation),
  },
  {
    name: 'a chat completion as a stream',
    theirs: async (client) => exhaust(await client.chat.completions.create({ ...conversation, stream: true, stream_options: { include_usage: true } })),
    ours: async (client) => exhaust(await chat(client).completions.create({ ...conversation, stream: true, stream_options: { include_usage: true } })),
  },
]

const responses: PairedCall[] = [
  {
    name: 'a response to a text',
    theirs: (client) => client.responses.create({ model: 'gpt-4o', input: 'Say hello.' }),
    ours: (client) => chat(client).responses.create({ model: 'gpt-4o', input: 'Say hello.' }),
  },
  {
    name: 'a response with every kind of field',
    theirs: (client) => client.responses.create(question),
    ours: (client) => chat(client).responses.create(question),
  },
  {
    name: 'a response as a stream',
    theirs: async (client) => exhaust(await client.responses.create({ ...question, stream: true })),
    ours: async (client) => exhaust(await chat(client).responses.create({ ...question, stream: true })),
  },
  {
    name: 'a kept response',
    theirs: (client) => client.responses.retrieve('resp_1'),
    ours: (client) => chat(client).responses.retrieve({ response_id: 'resp_1' }),
  },
  {
    name: 'a kept response with more beside it',
    theirs: (client) => client.responses.retrieve('resp_1', { include: ['file_search_call.results', 'message.output_text.logprobs'] }),
    ours: (client) => chat(client).responses.retrieve({ response_id: 'resp_1', include: ['file_search_call.results', 'message.output_text.logprobs'] }),
  },
  {
    name: 'a response by a strange id',
    theirs: (client) => client.responses.retrieve(strange),
    ours: (client) => chat(client).responses.retrieve({ response_id: strange }),
  },
  {
    name: 'the end of a response in the background',
    theirs: (client) => client.responses.cancel('resp_1'),
    ours: (client) => chat(client).responses.cancel({ response_id: 'resp_1' }),
  },
  {
    name: 'the deletion of a response',
    theirs: (client) => client.responses.delete('resp_1'),
    ours: (client) => chat(client).responses.delete({ response_id: 'resp_1' }),
  },
  {
    name: 'a page of input items',
    theirs: (client) => client.responses.inputItems.list('resp_1', { limit: 2, order: 'asc', after: strange, include: ['file_search_call.results'] }),
    ours: (client) => chat(client).responses.listInputItems({ response_id: 'resp_1', limit: 2, order: 'asc', after: strange, include: ['file_search_call.results'] }),
  },
]

function files(path: string): PairedCall[] {
  return [
    {
      name: 'a file from bytes and a name',
      theirs: async (client) => client.files.create({ file: await toFile(bytes, 'bytes.bin'), purpose: 'user_data' }),
      ours: (client) => uploads(client).create({ file: ['bytes.bin', bytes], purpose: 'user_data' }),
    },
    {
      name: 'a file from bytes, a name and a type',
      theirs: async (client) => client.files.create({ file: await toFile(bytes, 'ä "b" c.png', { type: 'image/png' }), purpose: 'vision' }),
      ours: (client) => uploads(client).create({ file: ['ä "b" c.png', bytes, 'image/png'], purpose: 'vision' }),
    },
    {
      name: 'a File, to be deleted later',
      theirs: (client) => client.files.create({ file: aFile(), purpose: 'batch', expires_after: { anchor: 'created_at', seconds: 3600 } }),
      ours: (client) => uploads(client).create({ file: aFile(), purpose: 'batch', expires_after: { anchor: 'created_at', seconds: 3600 } }),
    },
    {
      name: 'a file from a path',
      theirs: (client) => client.files.create({ file: createReadStream(path), purpose: 'fine-tune' }),
      ours: (client) => uploads(client).create({ file: fromPath(path), purpose: 'fine-tune' }),
    },
    {
      name: 'a file from a stream of Node.js',
      theirs: (client) => client.files.create({ file: createReadStream(path), purpose: 'fine-tune' }),
      ours: (client) => uploads(client).create({ file: createReadStream(path), purpose: 'fine-tune' }),
    },
    { name: 'the first page of files', theirs: (client) => client.files.list(), ours: (client) => uploads(client).list() },
    {
      name: 'a page of files',
      theirs: (client) => client.files.list({ limit: 2, order: 'asc', purpose: 'fine-tune', after: strange }),
      ours: (client) => uploads(client).list({ limit: 2, order: 'asc', purpose: 'fine-tune', after: strange }),
    },
    { name: 'a file', theirs: (client) => client.files.retrieve(strange), ours: (client) => uploads(client).retrieve({ file_id: strange }) },
    { name: 'the content of a file', theirs: (client) => client.files.content('file-1'), ours: (client) => uploads(client).content({ file_id: 'file-1' }) },
    { name: 'the deletion of a file', theirs: (client) => client.files.delete('file-1'), ours: (client) => uploads(client).delete({ file_id: 'file-1' }) },
    {
      name: 'waiting for a file',
      theirs: (client) => client.files.waitForProcessing('file-1'),
      ours: (client) => uploads(client).waitForProcessing({ file_id: 'file-1' }),
    },
  ]
}

const id = 'ftjob-1'
const named = { fine_tuning_job_id: id }

const jobs: PairedCall[] = [
  { name: 'a job with every kind of field', theirs: (client) => client.fineTuning.jobs.create(job), ours: (client) => fineTuning(client).jobs.create(job) },
  {
    name: 'a page of jobs',
    theirs: (client) => client.fineTuning.jobs.list({ limit: 20, after: strange, metadata: { team: 'blue', 'a key': 'ä&=' } }),
    ours: (client) => fineTuning(client).jobs.list({ limit: 20, after: strange, metadata: { team: 'blue', 'a key': 'ä&=' } }),
  },
  { name: 'a job', theirs: (client) => client.fineTuning.jobs.retrieve(id), ours: (client) => fineTuning(client).jobs.retrieve(named) },
  { name: 'the end of a job', theirs: (client) => client.fineTuning.jobs.cancel(id), ours: (client) => fineTuning(client).jobs.cancel(named) },
  { name: 'a pause of a job', theirs: (client) => client.fineTuning.jobs.pause(id), ours: (client) => fineTuning(client).jobs.pause(named) },
  { name: 'the end of a pause', theirs: (client) => client.fineTuning.jobs.resume(id), ours: (client) => fineTuning(client).jobs.resume(named) },
  {
    name: 'a page of events',
    theirs: (client) => client.fineTuning.jobs.listEvents(id, { limit: 5, after: 'ftevent-1' }),
    ours: (client) => fineTuning(client).jobs.listEvents({ ...named, limit: 5, after: 'ftevent-1' }),
  },
  {
    name: 'a page of checkpoints',
    theirs: (client) => client.fineTuning.jobs.checkpoints.list(id, { limit: 5, after: 'ftckpt-1' }),
    ours: (client) => fineTuning(client).jobs.checkpoints.list({ ...named, limit: 5, after: 'ftckpt-1' }),
  },
]

function aFile(): File {
  return new File([lines], 'lines.jsonl', { type: 'application/jsonl' })
}

async function exhaust(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream);
}
