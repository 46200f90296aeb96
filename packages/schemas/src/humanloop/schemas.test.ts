import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { call, evaluator, prompt, promptLog } from '../testing/prompt-fixtures.js'
import { AnyFileSchema, FileEnvironmentSchema, LogSchema, queries, requests, responses } from './index.js'

function paths(schema: v.GenericSchema<unknown, unknown>, value: unknown) {
  return (v.safeParse(schema, value).issues ?? []).map((issue) => v.getDotPath(issue))
}

describe('answers', () => {
  it('may be as documented', () => {
    expect(paths(responses['GET /prompts/{id}'], prompt)).toEqual([])
    expect(paths(responses['GET /prompts'], { records: [prompt], page: 1, size: 10, total: 1 })).toEqual([])
    expect(paths(responses['GET /prompts/{id}/versions'], { records: [prompt] })).toEqual([])
    expect(paths(responses['POST /prompts/call'], call)).toEqual([])
    expect(paths(responses['POST /prompts/log'], { id: 'log_1', prompt_id: 'pr_1', version_id: 'prv_1' })).toEqual([])
    expect(paths(responses['POST /prompts/{id}/populate'], { ...prompt, populated_template: 'Hello' })).toEqual([])
    expect(paths(responses['POST /prompts/deserialize'], { model: 'gpt-4o', tools: [] })).toEqual([])
    expect(paths(responses['PATCH /prompts/{id}/log/{log_id}'], promptLog)).toEqual([])
  })

  it('may be the events of a stream', () => {
    const event = { index: 0, id: 'log_abc', prompt_id: 'pr_abc', version_id: 'prv_abc', output: 'Par' }
    expect(paths(responses['POST /prompts/call#stream'], event)).toEqual([])
    expect(paths(responses['POST /prompts/call#stream'], { ...event, finish_reason: 'stop', prompt_tokens: 12 })).toEqual([])
    expect(paths(responses['POST /prompts/call#stream'], { output: 'Par' })).toEqual(['index', 'id', 'prompt_id', 'version_id'])
  })

  it('may hold fields and words that are new', () => {
    const grown = { ...prompt, provider: 'mistral', endpoint: 'live', novelty: { deep: true }, template: [{ role: 'critic', mood: 1 }] }
    expect(v.parse(responses['GET /prompts/{id}'], grown)).toEqual(grown)
  })

  it('may hold message parts of a new kind', () => {
    const template = [{ role: 'user', content: [{ type: 'audio', url: 'https://example.com/a.mp3' }] }]
    expect(paths(responses['GET /prompts/{id}'], { ...prompt, template })).toEqual([])
  })

  it('keep null and absent apart', () => {
    const parsed = v.parse(responses['GET /prompts/{id}'], { ...prompt, description: null })
    expect(parsed.description).toBeNull()
    expect('readme' in parsed).toBe(false)
  })

  it('are refused where a field has another type, with the path to it', () => {
    const broken = { ...prompt, version_logs_count: '3', inputs: [{ name: 1 }], template: [{ role: 'user', content: [{ type: 'text' }] }] }
    expect(new Set(paths(responses['GET /prompts/{id}'], broken))).toEqual(
      new Set(['inputs.0.name', 'template.0.content.0.text', 'version_logs_count']),
    )
  })

  it('hold the Evaluators that watch a Prompt', () => {
    const watched = {
      version_reference: { type: 'environment', file: evaluator, environment: prompt.environments[0] },
      version: evaluator,
      state: 'active',
      created_at: '2025-05-20T10:00:00Z',
      updated_at: '2025-05-20T10:00:00Z',
    }
    expect(paths(responses['POST /prompts/{id}/evaluators'], { ...prompt, evaluators: [watched] })).toEqual([])
    const broken = { ...watched, version_reference: { type: 'version', version: { ...evaluator, spec: 1 } } }
    expect(paths(responses['POST /prompts/{id}/evaluators'], { ...prompt, evaluators: [broken] })).toEqual([
      'evaluators.0.version_reference.version.spec',
    ])
  })

  it('hold what is deployed to an environment', () => {
    const environment = { id: 'env_1', created_at: '2025-05-20T10:00:00Z', name: 'staging', tag: 'other' }
    expect(paths(FileEnvironmentSchema, environment)).toEqual([])
    expect(paths(FileEnvironmentSchema, { ...environment, file: null })).toEqual([])
    expect(paths(FileEnvironmentSchema, { ...environment, file: { ...prompt, model: 1 } })).toEqual(['file.model'])
  })
})

describe('files', () => {
  const { spec: _spec, ...plain } = evaluator
  const { model: _model, ...base } = { ...plain, model: undefined, type: null }
  const { inputs: _inputs, ...withoutInputs } = base

  it.each([
    ['prompt', { ...prompt, type: null, model: 1 }, 'model'],
    ['agent', { ...base, model: 1, status: 'committed', tools: [] }, 'model'],
    ['evaluator', { ...base, spec: 1 }, 'spec'],
    ['dataset', { ...base, datapoints_count: 'x' }, 'datapoints_count'],
    ['tool', { ...base, setup_values: 1 }, 'setup_values'],
    ['flow', { ...withoutInputs, attributes: 1 }, 'attributes'],
  ])('are recognised by their fields when the type is missing: %s', (_kind, file, path) => {
    expect(paths(AnyFileSchema, file)).toEqual([path])
  })

  it('of a kind that is new are taken as they are', () => {
    expect(paths(AnyFileSchema, { type: 'workflow', steps: [] })).toEqual([])
    expect(paths(AnyFileSchema, 'workflow')).toEqual([null])
  })
})

describe('Logs', () => {
  const judged = { id: 'log_2', evaluator, evaluator_logs: [], judgment: true, parent: promptLog }

  it('of every kind are recognised by the file they carry', () => {
    for (const kind of ['prompt', 'tool', 'evaluator', 'flow', 'agent']) {
      expect(paths(LogSchema, { id: 'log_1', evaluator_logs: [], [kind]: 1 })).toEqual([kind])
    }
  })

  it('are recognised by their type first', () => {
    expect(paths(LogSchema, { ...judged, type: 'prompt' })).toEqual(['prompt'])
  })

  it('may contain each other', () => {
    expect(paths(LogSchema, { ...promptLog, trace_children: [promptLog], evaluator_logs: [judged] })).toEqual([])
    const broken = { ...promptLog, evaluator_logs: [{ ...judged, parent: { ...promptLog, id: 1 } }] }
    expect(paths(LogSchema, broken)).toEqual(['evaluator_logs.0.parent.id'])
  })

  it.each([{}, { type: 'workflow' }, { type: 'constructor' }, { workflow: {}, id: 'log_1' }])('of a kind that is new pass: %j', (log) => {
    expect(v.parse(LogSchema, log)).toEqual(log)
  })

  it.each([null, undefined, 1, 'log', [], true])('that are no objects are an issue and never throw: %j', (log) => {
    expect(v.safeParse(LogSchema, log).success).toBe(false)
  })

  it('keep every key of the caller, even one that objects inherit', () => {
    const { inputs } = v.parse(LogSchema, promptLog)
    expect(Object.keys(inputs ?? {})).toEqual(['team', 'constructor'])
  })
})

describe('events of Agents', () => {
  const event = { log_id: 'log_1', message: '', type: 'agent_update', created_at: '2025-05-20T10:00:00Z' }
  const schema = responses['POST /agents/call#stream']

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['what is new in an Agent', { id: 'log_1', agent_id: 'ag_1', version_id: 'agv_1', output: 'Let me' }],
    ['what is new in a Prompt', { id: 'log_1', prompt_id: 'pr_1', version_id: 'prv_1', index: 0, output: 'Let me' }],
    ['a tool request', { id: 'tc_1', type: 'function', function: { name: 'lookup', arguments: '{' } }],
    ['a whole Log', promptLog],
    ['something new', { progress: 0.5 }],
  ])('may carry %s', (_what, payload) => {
    expect(paths(schema, payload === undefined ? event : { ...event, payload })).toEqual([])
  })

  it.each([
    ['payload.output', { id: 'log_1', agent_id: 'ag_1', version_id: 'agv_1', output: 1 }],
    ['payload.index', { id: 'log_1', prompt_id: 'pr_1', version_id: 'prv_1', output: 'Let me' }],
    ['payload.function.name', { id: 'tc_1', type: 'function', function: {} }],
    ['payload.prompt.id', { ...promptLog, prompt: { ...prompt, id: 1 } }],
  ])('are refused at %s when a payload of a known shape is broken', (path, payload) => {
    expect(paths(schema, { ...event, payload })).toEqual([path])
  })

  it('may be of a kind that is new', () => {
    expect(paths(responses['POST /agents/continue#stream'], { ...event, type: 'agent_dream' })).toEqual([])
  })
})

describe('statistics of Evaluators', () => {
  const shared = { evaluator_version_id: 'evv_1', total_logs: 3, num_judgments: 2, num_nulls: 1, num_errors: 0 }
  const run = { run_id: 'run_1', num_logs: 3, status: 'running' }

  function pathsOf(evaluator: object) {
    return paths(responses['GET /evaluations/{id}/stats'], { status: 'running', run_stats: [{ ...run, evaluator_stats: [evaluator] }] })
  }

  it.each([
    ['numbers', { ...shared, mean: null, sum: 3, percentiles: { 50: 1.5 } }],
    ['yes or no', { ...shared, num_true: 1, num_false: 1 }],
    ['choices', { ...shared, num_judgments_per_option: { good: 2, constructor: 0 } }],
    ['words', shared],
  ])('may be about %s', (_what, evaluator) => {
    expect(pathsOf(evaluator)).toEqual([])
  })

  it.each([
    ['percentiles.50', { ...shared, percentiles: { 50: 'x' } }],
    ['num_false', { ...shared, num_true: 1 }],
    ['num_judgments_per_option.good', { ...shared, num_judgments_per_option: { good: null } }],
    ['total_logs', { ...shared, total_logs: '3' }],
  ])('are refused at %s when they are broken', (path, evaluator) => {
    expect(pathsOf(evaluator)).toEqual([`run_stats.0.evaluator_stats.0.${path}`])
  })
})

describe('requests', () => {
  it.each([
    ['POST /prompts', { path: 'a', model: 'gpt-4o', temperature: 0.5, template: [{ role: 'user', content: 'Hi' }] }],
    ['POST /prompts/call', { id: 'pr_1', inputs: { a: 1 }, prompt: 'model: gpt-4o', tool_choice: 'auto', num_samples: 2, stream: true }],
    ['POST /prompts/call', { path: 'a', prompt: { model: 'gpt-4o' }, environment: 'production', start_time: '2025-05-20T10:00:00.123456' }],
    ['POST /prompts/log', { id: 'pr_1', output: 'x', prompt_tokens: 3, provider_request: {}, run_id: null }],
    ['POST /prompts/deserialize', { prompt: '---\nmodel: gpt-4o\n---\n' }],
    ['POST /prompts/{id}/populate', { anything: [1] }],
    ['PATCH /prompts/{id}', { name: 'b' }],
    ['PATCH /prompts/{id}/log/{log_id}', { output: null }],
    ['PATCH /prompts/{id}/versions/{version_id}', { name: 'v1' }],
    ['POST /tools', { path: 'a', function: { name: 'add', description: 'Adds' }, source_code: 'def add(): ...', tool_type: 'python', version_name: 'v1' }],
    ['POST /tools/call', { id: 'tl_1', tool: { setup_values: { any: 1 } }, inputs: { a: 1 }, environment: 'production' }],
    ['POST /tools/log', { path: 'a', tool: { attributes: {} }, output: '3', error: null, log_id: 'log_1' }],
    ['PATCH /tools/{id}/log/{log_id}', { output: null, error: null }],
    ['POST /tools/{id}/environment-variables', [{ name: 'KEY', value: 'secret' }]],
    ['POST /flows', { path: 'a', attributes: { model: 'gpt-4o', steps: [1] } }],
    ['POST /flows/log', { id: 'fl_1', flow: { attributes: {} }, messages: [], log_status: 'incomplete', run_id: 'run_1', trace_parent_id: 'log_1' }],
    ['PATCH /flows/logs/{log_id}', { output: null, error: null, output_message: null, log_status: 'complete' }],
    ['PATCH /flows/{id}', { directory_id: 'dir_1' }],
    ['POST /agents', { path: 'a', model: 'gpt-4o', max_iterations: 5, tools: [{ type: 'file', link: { file_id: 'tl_1' }, on_agent_call: 'stop' }] }],
    ['POST /agents/call', { id: 'ag_1', agent: 'model: gpt-4o', include_trace_children: true, return_inputs: false, stream: true }],
    ['POST /agents/continue', { log_id: 'log_1', messages: [{ role: 'tool', tool_call_id: 'tc_1', content: '3' }] }],
    ['POST /agents/log', { path: 'a', agent: { model: 'gpt-4o', tools: [{ type: 'inline', json_schema: { name: 'add', description: '' } }] }, output: null }],
    ['PATCH /agents/{id}/log/{log_id}', { output: null, error: null, log_status: 'complete' }],
    ['POST /agents/deserialize', { agent: '---\nmodel: gpt-4o\n---\n' }],
    ['POST /evaluators', { path: 'a', spec: { arguments_type: 'target_free', return_type: 'number', evaluator_type: 'human', number_limits: { min: 0, step: 1 } } }],
    ['POST /evaluators/log', { path: 'a', parent_id: 'log_1', judgment: ['kind', 'short'], spec: evaluator.spec, error: null }],
    ['POST /datasets', { path: 'a', action: 'add', datapoints: [{ inputs: { q: '1' }, target: { answer: [1, null] }, messages: null }, {}] }],
    ['POST /datasets/{id}/datapoints/csv', { file: new Blob(['q']), version_name: 'v1' }],
    ['POST /files/retrieve-by-path', { path: 'support/triage' }],
    ['POST /directories', { path: 'support/mail' }],
    ['PATCH /directories/{id}', { name: 'post', parent_id: null }],
    ['POST /evaluations', { file: { path: 'a' }, name: 'June', evaluators: [{ version_id: 'evv_1' }, { path: 'b', environment: 'staging', orchestrated: false }] }],
    ['POST /evaluations/{id}/runs', { dataset: { path: 'a' }, version: { id: 'pr_1', environment: null }, orchestrated: true, use_existing_logs: false }],
    ['PATCH /evaluations/{id}/runs/{run_id}', { status: 'cancelled' }],
    ['POST /evaluations/{id}/runs/{run_id}/logs', { log_ids: ['log_1'] }],
    ['POST /prompts/{id}/evaluators', { activate: [{ evaluator_version_id: 'evv_1' }, { evaluator_id: 'ev_1', environment_id: 'env_1' }] }],
  ] as const)('take the documented body of %s', (route, body) => {
    expect(paths(requests[route], body)).toEqual([])
  })

  it.each(Object.entries(requests).filter(([route]) => !/populate$|environment-variables$/.test(route)))('refuse a field that is not known: %s', (_route, schema) => {
    expect(paths(schema, { unknown_field: 1 })).toContain('unknown_field')
  })

  it('refuse a mistyped field inside a prompt definition, and name it', () => {
    expect(paths(requests['POST /prompts/call'], { prompt: { model: 'gpt-4o', temprature: 1 } })).toEqual(['prompt.temprature'])
  })

  it('point at the message that is wrong', () => {
    const template = [{ role: 'user', content: 'Hi' }, { role: 'usr', content: [{ type: 'text', text: 1 }, { type: 'txt' }] }]
    expect(paths(requests['POST /prompts'], { model: 'gpt-4o', template })).toEqual([
      'template.1.role',
      'template.1.content.0.text',
      'template.1.content.1.type',
    ])
  })

  it('refuse a list where an object belongs', () => {
    expect(paths(requests['PATCH /prompts/{id}'], [])).toEqual([null])
    expect(paths(requests['POST /prompts/call'], { provider_api_keys: [], inputs: [] })).toEqual(['inputs', 'provider_api_keys'])
  })

  it('refuse words that are not known', () => {
    expect(paths(requests['POST /prompts'], { model: 'gpt-4o', provider: 'nobody', endpoint: 'chatt' })).toEqual(['endpoint', 'provider'])
  })

  it('refuse a Flow without attributes', () => {
    expect(paths(requests['POST /flows'], { path: 'a' })).toEqual(['attributes'])
  })

  it('point into the kind of Evaluator that is meant', () => {
    const spec = { arguments_type: 'target_free', return_type: 'boolean' }
    expect(paths(requests['POST /evaluators'], { spec: { ...spec, evaluator_type: 'python' } })).toEqual(['spec.code'])
    expect(paths(requests['POST /evaluators'], { spec: { ...spec, evaluator_type: 'external', code: 'x' } })).toEqual(['spec.code'])
    expect(paths(requests['POST /evaluators'], { spec: { ...spec, evaluator_type: 'oracle' } })).toEqual(['spec.evaluator_type'])
  })

  it('point at the value of a datapoint that is no text', () => {
    expect(paths(requests['POST /datasets'], { datapoints: [{ inputs: { q: '1', constructor: 1 } }] })).toEqual(['datapoints.0.inputs.constructor'])
  })

  it('need a file in an upload', () => {
    expect(paths(requests['POST /datasets/{id}/datapoints/csv'], { version_name: 'v1' })).toEqual(['file'])
    expect(paths(requests['POST /datasets/{id}/datapoints/csv'], { file: null })).toEqual(['file'])
  })

  it('refuse a version that is chosen in two ways', () => {
    expect(paths(requests['POST /evaluations/{id}/runs'], { version: { id: 'pr_1', version_id: 'prv_1' } })).toEqual(['version.id'])
    expect(paths(requests['POST /evaluations/{id}/runs'], { dataset: {} })).toEqual(['dataset.id'])
  })

  it('refuse fractions where whole numbers belong', () => {
    expect(paths(requests['POST /prompts/log'], { prompt_tokens: 1.5 })).toEqual(['prompt_tokens'])
    expect(paths(requests['POST /prompts/call'], { num_samples: 0 })).toEqual(['num_samples'])
  })

  it('point into the list that is a body', () => {
    expect(paths(requests['POST /tools/{id}/environment-variables'], [{ name: 'KEY', value: 'x' }, { name: 'KEY', val: 1 }])).toEqual(['1.value', '1.val'])
    expect(paths(requests['POST /tools/{id}/environment-variables'], { name: 'KEY', value: 'x' })).toEqual([null])
  })

  it('refuse text that is no date', () => {
    expect(paths(requests['POST /prompts/log'], { start_time: 'yesterday' })).toEqual(['start_time'])
  })

  it('take back a message as an answer gave it, new fields and all', () => {
    const message = { role: 'assistant', content: null, tool_calls: [], refusal: null }
    expect(paths(requests['POST /prompts/call'], { messages: [message] })).toEqual([])
  })

  it('refuse an Evaluator named by halves', () => {
    expect(paths(requests['POST /prompts/{id}/evaluators'], { activate: [{ evaluator_id: 'ev_1' }] })).toEqual(['activate.0.environment_id'])
    expect(paths(requests['POST /prompts/{id}/evaluators'], { activate: [{}] })).toEqual(['activate.0.evaluator_version_id'])
  })
})

describe('queries', () => {
  it('become numbers and flags', () => {
    expect(v.parse(queries['GET /prompts'], { page: '2', size: '50', order: 'asc' })).toEqual({ page: 2, size: 50, order: 'asc' })
    expect(v.parse(queries['GET /prompts/{id}/versions'], { evaluator_aggregates: 'true' })).toEqual({ evaluator_aggregates: true })
    expect(v.parse(queries['GET /prompts/{id}/versions'], { evaluator_aggregates: 'false' })).toEqual({ evaluator_aggregates: false })
  })

  it('leave out parameters that are not known', () => {
    expect(v.parse(queries['GET /prompts/{id}'], { environment: 'staging', utm: 'x' })).toEqual({ environment: 'staging' })
  })

  it('become lists where a parameter may be repeated', () => {
    expect(v.parse(queries['GET /files'], { type: ['prompt', 'agent'], path: 'a' })).toEqual({ type: ['prompt', 'agent'], path: 'a' })
    expect(v.parse(queries['GET /files'], { type: 'prompt', include_raw_file_content: 'true' })).toEqual({ type: ['prompt'], include_raw_file_content: true })
    expect(paths(queries['GET /files'], { type: ['prompt', 'prompts'] })).toEqual(['type.1'])
  })

  it('keep dates as ISO strings, and refuse what is none', () => {
    const query = { file_id: 'pr_1', start_date: '2025-05-20T10:00:00+02:00', id: 'log_1', in_trace_filter: ['true', 'false'] }
    expect(v.parse(queries['GET /logs'], query)).toEqual({ ...query, id: ['log_1'], in_trace_filter: [true, false] })
    expect(paths(queries['GET /logs'], { end_date: 'yesterday' })).toEqual(['file_id', 'end_date'])
  })

  it('name the Logs to delete, one or many, and never none', () => {
    expect(v.parse(queries['DELETE /logs'], { id: ['log_1', 'log_2'] })).toEqual({ id: ['log_1', 'log_2'] })
    expect(v.parse(queries['DELETE /logs'], { id: 'log_1' })).toEqual({ id: ['log_1'] })
    expect(paths(queries['DELETE /logs'], {})).toEqual(['id'])
  })

  it('count the last of a repeated parameter', () => {
    expect(v.parse(queries['GET /tools'], { page: ['1', '3'], name: ['a', 'b'] })).toEqual({ page: 3, name: 'b' })
  })

  it.each([{ page: '0' }, { page: '-1' }, { page: '1.5' }, { page: '' }, { size: 'ten' }, { order: 'up' }, { sort_by: 'size' }])('refuse %j', (query) => {
    expect(paths(queries['GET /prompts'], query)).toEqual(Object.keys(query))
  })
})
