import type { EvaluatorSpec } from '@smarter-api/schemas/humanloop'
import { describe, expect, it } from 'vitest'
import { askingModel } from '../../testing/asking-model.js'
import { question } from '../../testing/with-dataset.js'
import { sayingModel, toldText } from '../../testing/saying-model.js'
import { judge, withJudge } from '../../testing/with-judge.js'

const template = (text: string): Partial<EvaluatorSpec> => ({ prompt: { model: 'gpt-4o', template: text } })

describe('an LLM Evaluator', () => {
  it('tells the model of the Log, and keeps what it was told and said', async () => {
    const { model, asked } = sayingModel((request) => (toldText(request).includes('Hello.') ? 'It greets.\n**True**' : 'False'))
    const { judged } = await withJudge({ model })
    const judgment = await judged(template('{{log.inputs.question}} / {{ log.output }} / {{log.messages}} / {{log.error}}'), {
      inputs: { question: 'Who?' },
      messages: [{ role: 'user', content: 'Hi' }],
    })
    expect(toldText(asked[0] ?? { model: '', messages: [] })).toBe('Who? / Hello. / [{"role":"user","content":"Hi"}] / ')
    expect(judgment).toMatchObject({
      judgment: true,
      output: 'It greets.\n**True**',
      inputs: { 'log.inputs.question': 'Who?', 'log.output': 'Hello.' },
      provider_request: { model: 'gpt-4o', messages: [{ role: 'user', content: expect.stringContaining('Who?') as unknown }] },
      provider_response: { model: 'gpt-4o' },
      evaluator: { path: 'checks/one' },
    })
    expect(judgment?.error ?? null).toBeNull()
  })

  it('is asked with its own parameters and messages', async () => {
    const { model, asked } = sayingModel(() => 'true')
    const { judged } = await withJudge({ model })
    const strict = { role: 'system', content: 'Be strict.' }
    await judged({ prompt: { model: 'o3', temperature: 0.25, max_tokens: 7, template: [strict, { role: 'user', content: '{{log.output}}' }] } })
    expect(asked[0]).toMatchObject({ model: 'o3', maxTokens: 7, parameters: { temperature: 0.25 }, messages: [strict, { role: 'user', content: 'Hello.' }] })
  })

  it.each([
    ['log_inputs', '{"question":"Who?"}'],
    ['log_output', 'Hello.'],
    ['log_messages', '[]'],
    ['log_error', ''],
    ['log_prompt', '[{"role":"user","content":"Sent"}]'],
    ['log.metadata.release.name', '"1"'],
    ['log.metadata.a.b', 'dotted'],
    ['log.prompt.path', 'support/answer'],
    ['log.output_message', ''],
  ])('knows {{%s}}', async (name, value) => {
    const { model, asked } = sayingModel(() => 'true')
    const { judged } = await withJudge({ model })
    const metadata = { release: { name: '"1"' }, 'a.b': 'dotted' }
    await judged(template(`<{{${name}}}>`), { inputs: { question: 'Who?' }, metadata, provider_request: { messages: [{ role: 'user', content: 'Sent' }] } })
    expect(toldText(asked[0] ?? { model: '', messages: [] })).toBe(`<${value}>`)
  })

  it('names all that the Log does not have, and is not asked', async () => {
    const { model, asked } = sayingModel(() => 'true')
    const { judged } = await withJudge({ model })
    const judgment = await judged(template('{{log.inputs.none}} {{constructor}} {{log.__proto__}} {{testcase.target}} {{log.output.length}}'))
    expect(judgment?.error).toContain('constructor, log.__proto__, log.inputs.none, log.output.length, testcase.target')
    expect([judgment?.judgment, asked.length]).toEqual([undefined, 0])
  })

  it('looks for a name of very many parts without delay', async () => {
    const { judged } = await withJudge()
    expect((await judged(template(`{{log${'.a'.repeat(200_000)}}}`)))?.error).toContain('log.a.a')
  })

  it('renders Jinja with the Log and the datapoint in it', async () => {
    const { model, asked } = sayingModel(() => 'true')
    const { judged } = await withJudge({ model })
    const prompt = { model: 'gpt-4o', template_language: 'jinja' as const, template: '{% for m in log.messages %}{{ m.content }};{% endfor %}{{ log.output }}' }
    await judged({ prompt }, { messages: [{ role: 'user', content: 'a' }, { role: 'user', content: 'b' }] })
    expect(toldText(asked[0] ?? { model: '', messages: [] })).toBe('a;b;Hello.')
  })

  it('that answers with anything else leaves a Log that says what was expected and what came', async () => {
    const { judged } = await withJudge({ model: sayingModel(() => 'It depends.').model })
    const judgment = await judged({ return_type: 'select', options: [{ name: 'good' }, { name: 'bad' }] })
    expect(judgment?.error).toContain('Expected: the name of one option: good, bad')
    expect(judgment).toMatchObject({ error: expect.stringContaining('It said: "It depends."') as unknown, output: 'It depends.' })
    expect(judgment?.judgment ?? null).toBeNull()
  })

  it('may answer through a tool that it was given', async () => {
    const { judged } = await withJudge({ model: askingModel('judge') })
    const judgment = await judged({ return_type: 'text', prompt: { model: 'gpt-4o', template: '{{log.output}}', tools: [{ name: 'judge', description: 'Judges.' }] } })
    expect(judgment).toMatchObject({ judgment: '{}', output_message: { tool_calls: [{ function: { name: 'judge' } }] } })
  })

  it('whose provider fails leaves a Log with the failure', async () => {
    const { judged } = await withJudge()
    const judgment = await judged({ prompt: { model: 'fail-503', template: '{{log.output}}' } })
    expect(judgment).toMatchObject({ error: expect.stringContaining('fail-503') as unknown, provider_request: { model: 'fail-503' } })
  })

  it.each<[string, Partial<EvaluatorSpec>, object, string]>([
    ['without a prompt', { prompt: null }, {}, 'has no prompt'],
    ['that needs a target', { arguments_type: 'target_required' }, {}, 'needs a target'],
    ['of Python', { evaluator_type: 'python', code: 'def judge(log): return True', prompt: undefined } as object, {}, 'runs no Python'],
    ['of a Log that was not saved', {}, { save: false }, 'save: false'],
  ])('%s leaves a Log that says why nothing was judged', async (_name, spec, fields, words) => {
    const { model, asked } = sayingModel(() => 'true')
    const { judged } = await withJudge({ model })
    expect((await judged(spec, fields))?.error).toContain(words)
    expect(asked).toEqual([])
  })

  it('finds the target of the datapoint that the Log was made for', async () => {
    const { model, asked } = sayingModel(() => '4')
    const { ask, judged } = await withJudge({ model })
    const { datapoints } = await ask('POST /datasets', {}, { path: 'd', datapoints: [question('Who?', { name: 'Ada' })] }, '?include_datapoints=true')
    const spec = { arguments_type: 'target_required', return_type: 'number', ...template('{{testcase.inputs.question}} {{testcase.target.name}} {{target.name}} {{testcase.target}}') } as const
    expect(await judged(spec, { source_datapoint_id: datapoints?.[0]?.id })).toMatchObject({ judgment: 4, source_datapoint_id: datapoints?.[0]?.id })
    expect(toldText(asked[0] ?? { model: '', messages: [] })).toBe('Who? Ada Ada {"name":"Ada"}')
  })
})

describe('the built-in model', () => {
  it('judges by a fixed rule, and says so', async () => {
    const { judged } = await withJudge()
    const judgment = await judged({})
    expect(judgment).toMatchObject({ judgment: true, provider_response: { model: 'smarter-builtin' } })
    expect(judgment?.output).toMatch(/^smarter-builtin here, standing in for gpt-4o: no provider is configured\. It judges by a fixed rule: .*\n\ntrue$/)
  })

  it.each([
    [{ return_type: 'boolean' }, 'Ada, of course.', true],
    [{ return_type: 'boolean' }, 'Grace.', false],
    [{ return_type: 'number' }, 'Ada', 0.5],
    [{ return_type: 'number', number_limits: { min: 1, max: 5, step: 1 } }, 'Ada Lovelace', 5],
    [{ return_type: 'number', number_limits: { min: 0, max: 1 }, number_valence: 'negative' }, 'Ada Lovelace', 0],
    [{ return_type: 'select', options: [{ name: 'wrong', valence: 'negative' }, { name: 'so-so' }, { name: 'right', valence: 'positive' }] }, 'Ada Lovelace', 'right'],
    [{ return_type: 'select', options: [{ name: 'first' }, { name: 'last' }] }, '', 'last'],
    [{ return_type: 'multi_select', options: [{ name: 'a, b' }, { name: 'c' }] }, 'Ada Lovelace', ['a, b']],
  ] as [Partial<EvaluatorSpec>, string, unknown][])('of %j finds in %j the judgment %j', async (spec, output, judgment) => {
    const { ask, judged } = await withJudge()
    const target = { name: spec.return_type === 'boolean' ? 'ada' : 'ada lovelace' }
    const { datapoints } = await ask('POST /datasets', {}, { path: 'd', datapoints: [question('Who?', target)] }, '?include_datapoints=true')
    expect(await judged(spec, { output, source_datapoint_id: datapoints?.[0]?.id })).toMatchObject({ judgment })
  })

  it('says the verdict alone where few tokens are allowed, and JSON where that is asked for', async () => {
    const { ask, addEvaluator, monitor, log, judgmentsOf } = await withJudge()
    await monitor(await addEvaluator('few', { prompt: { ...judge.prompt, max_tokens: 1 } }))
    await monitor(await addEvaluator('json', { prompt: { ...judge.prompt, response_format: { type: 'json_object' } } }))
    const judgments = await judgmentsOf(await log(), 2)
    expect(judgments.map(({ judgment }) => judgment)).toEqual([true, true])
    expect(judgments.map(({ evaluator, output }) => [evaluator.path, output])).toContainEqual(['few', 'true'])
    expect((await ask('GET /evaluators')).records.map(({ total_logs_count: count }) => count)).toEqual([1, 1])
  })

  it('gives a text where a text is asked for', async () => {
    const { judged } = await withJudge()
    expect((await judged({ return_type: 'text' }))?.judgment).toContain('smarter-builtin here')
  })
})
