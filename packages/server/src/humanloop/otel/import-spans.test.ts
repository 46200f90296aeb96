import { describe, expect, it } from 'vitest'
import { withDataset } from '../../testing/with-dataset.js'
import { withFlow } from '../../testing/with-flow.js'
import { pythonTimes, spanOf, spanTimes, traces, withSpans } from '../../testing/with-spans.js'
import type { Attributes } from '../../testing/with-spans.js'

const tool = {
  'humanloop.file.function.parameters.additionalProperties': 'false',
  'humanloop.file.function.parameters.required': 'a,b',
  'humanloop.file.function.parameters.properties.b.type': 'number',
  'humanloop.file.function.parameters.properties.a.type': 'string',
  'humanloop.file.function.parameters.type': 'object',
  'humanloop.file.function.strict': 'true',
  'humanloop.file.function.description': 'Adds.',
  'humanloop.file.function.name': 'add',
  'humanloop.file.type': 'tool',
  'humanloop.file.path': 'math/add',
  'humanloop.log.output': '3',
  'humanloop.log.inputs.b': '2',
  'humanloop.log.inputs.a': '1',
}
const schema = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'number' } }, required: ['a', 'b'], additionalProperties: false }
const flow = { 'humanloop.file.path': 'support/answer', 'humanloop.file.type': 'flow', 'humanloop.log.log_status': 'complete' }

describe('a span of the Tool decorator', () => {
  it('makes a Tool and a Log, with the types that the function declares', async () => {
    const { importSpan, getLog } = withSpans()
    const log = await getLog(await importSpan({ ...tool, 'humanloop.file.setupValues.k': 'v' }))
    expect(log).toMatchObject({ ...spanTimes, output: '3', inputs: { a: '1', b: 2 } })
    const described = { name: 'add', description: 'Adds.', strict: true, parameters: schema }
    expect(log).toMatchObject({ tool: { path: 'math/add', function: described, setup_values: { k: 'v' } } })
  })

  it('is the same from Python, whose lists are flat, whose times are texts, and whose flags are capitals', async () => {
    const { importSpan, getLog } = withSpans()
    const { 'humanloop.file.function.parameters.required': _required, ...others } = tool
    const python = {
      ...others,
      'humanloop.file.function.parameters.required.0': 'a',
      'humanloop.file.function.parameters.required.1': 'b',
      'humanloop.file.function.parameters.additionalProperties': 'False',
      'humanloop.file.function.strict': 'True',
    }
    const fields = { traceId: 'EGeT60jekVXLKqMnTao1nA==', spanId: 'F7hxZPILgrU=', kind: 'SPAN_KIND_INTERNAL' }
    const ids = [await importSpan(tool), await importSpan(python, { ...fields, ...pythonTimes })]
    const [node, other] = await Promise.all(ids.map(getLog))
    expect(other).toMatchObject({ ...spanTimes, inputs: { a: '1', b: 2 }, tool: { function: { strict: true, parameters: schema } } })
    expect((other as { tool: object }).tool).toMatchObject({ version_id: (node as { tool: { version_id: string } }).tool.version_id })
  })

  it('tells what went wrong, and leaves out what the client in Node lost', async () => {
    const { importSpan, getLog } = withSpans()
    const { 'humanloop.log.output': _output, ...failed } = tool
    const log = await getLog(await importSpan({ ...failed, 'humanloop.log.error': 'broken', 'humanloop.log.inputs.list': '[object Object],[object Object]' }))
    expect(log).toMatchObject({ error: 'broken', inputs: { a: '1', b: 2 } })
    expect(log.inputs).not.toHaveProperty('list')
  })

  it('is one Log when it is sent again', async () => {
    const { sendSpans } = withSpans()
    const body = traces(spanOf(tool))
    const [first, again] = [await sendSpans(body), await sendSpans(body)]
    expect(again.body).toEqual(first.body)
  })

  it('is a step of the Flow that it was called in, and comes late without being lost', async () => {
    const { importSpan, getLog, logRun } = connectFlow(await withFlow())
    await logRun({ log_id: 'top', inputs: {} })
    const early = await importSpan({ ...tool, 'humanloop.log.trace_parent_id': 'top' })
    await importSpan({ ...flow, 'humanloop.log.id': 'top', 'humanloop.log.output': 'Hi' })
    const late = await importSpan({ ...tool, 'humanloop.log.trace_parent_id': 'top' })
    const log = await getLog('top')
    expect(log.trace_children?.map(({ id }) => id)).toEqual([early, late])
    expect(await getLog(late)).toMatchObject({ trace_id: 'top', trace_parent_id: 'top' })
  })
})

function connectFlow(platform: Awaited<ReturnType<typeof withFlow>>) {
  return { ...platform, ...withSpans(platform) }
}

describe('a span of the Flow decorator', () => {
  it('completes the Log that the decorator made', async () => {
    const { importSpan, getLog, logRun } = connectFlow(await withFlow())
    await logRun({ log_id: 'top', inputs: { q: 'Hi?' } })
    expect(await importSpan({ ...flow, 'humanloop.log.id': 'top', 'humanloop.log.output': 'Hello' })).toBe('top')
    expect(await getLog('top')).toMatchObject({ ...spanTimes, log_status: 'complete', inputs: { q: 'Hi?' }, output: 'Hello' })
  })

  it.each([
    [{ 'humanloop.log.error': 'no way' }, { error: 'no way' }],
    [{}, { output: '', inputs: {} }],
    [
      { 'humanloop.log.output_message.role': 'assistant', 'humanloop.log.output_message.content': 'Hi', 'humanloop.log.output_message.tool_calls': '[object Object]' },
      { output_message: { role: 'assistant', content: 'Hi' } },
    ],
  ])('completes it with %j too', async (told, shown) => {
    const { importSpan, getLog, logRun } = connectFlow(await withFlow())
    await logRun({ log_id: 'top' })
    await importSpan({ ...flow, 'humanloop.log.id': 'top', ...told } as Attributes)
    expect(await getLog('top')).toMatchObject({ ...shown, log_status: 'complete' })
  })

  it('puts it into the run that it was made for', async () => {
    const platform = await withDataset()
    const { ask, dataset } = platform
    const { importSpan, getLog } = withSpans(platform)
    const { id: flowId } = await ask('POST /flows', {}, { path: 'support/answer', attributes: {} })
    const { id } = await ask('POST /evaluations', {}, { file: { id: flowId }, evaluators: [] })
    const run = await ask('POST /evaluations/{id}/runs', { id }, { dataset: { id: dataset.id }, version: { id: flowId } })
    for (const { id: datapoint } of dataset.datapoints ?? []) {
      const log = await ask('POST /flows/log', {}, { id: flowId, inputs: {} })
      const told = { 'humanloop.log.id': log.id, 'humanloop.log.run_id': run.id, 'humanloop.log.source_datapoint_id': datapoint, 'humanloop.log.output': 'Hi' }
      await importSpan({ ...flow, ...told })
      await importSpan({ ...flow, ...told })
      expect(await getLog(log.id)).toMatchObject({ source_datapoint_id: datapoint, batches: [run.id], log_status: 'complete' })
    }
    expect(await ask('GET /evaluations/{id}/stats', { id })).toMatchObject({ status: 'completed' })
  })

  it('makes the Log when nobody has', async () => {
    const { importSpan, getLog } = withSpans()
    const id = await importSpan({ ...flow, 'humanloop.file.attributes.step': 'one', 'humanloop.log.id': 'mine', 'humanloop.log.output': 'Hi' })
    expect(await getLog(id)).toMatchObject({ id: 'mine', log_status: 'complete', flow: { path: 'support/answer', attributes: { step: 'one' } } })
  })

  it('does not complete the Log of another kind of file', async () => {
    const { logRun, logStep, sendSpans } = connectFlow(await withFlow())
    await logRun({ log_id: 'top' })
    await logStep('top', { log_id: 'step' })
    const refused = await sendSpans(traces(spanOf({ ...flow, 'humanloop.log.id': 'step' })))
    expect(refused).toMatchObject({ status: 409, body: { detail: 'Log "step" is one of a prompt, not of the Flow that the span names.' } })
  })
})
