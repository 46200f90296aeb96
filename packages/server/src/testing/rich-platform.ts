import type { Repository } from '../repository/repository.js'
import { connectHumanloop } from './connect.js'
import { withClock } from './with-clock.js'

/** Fills a repository with everything that Humanloop's API can keep: all kinds of file, their histories, Evaluations, traces and judgments. */
export async function fillRichly(repository: Repository, { still = false } = {}): Promise<ReturnType<typeof connectHumanloop>> {
  const connection = connectHumanloop({ repository: { ...repository, close: async () => undefined }, clock: withClock(still) })
  const { ask, send } = connection
  const tool = await ask('POST /tools', {}, { path: 'tools/wetter', function: { name: 'weather', description: 'Über das Wetter', parameters: { type: 'object', properties: { city: { type: 'string' } } } }, attributes: { größe: 12345678901234, tiny: 1e-300 } })
  await send(`POST /tools/${tool.id}/environment-variables`, [{ name: 'TOKEN', value: 'top secret' }])
  const prompt = await ask('POST /prompts', {}, {
    path: 'support/deep/greeting', model: 'gpt-4o', template: [{ role: 'system', content: 'Grüße {{name}} 👋' }], linked_tools: [tool.id], tags: ['a', 'ß'], description: 'Says hello.', readme: '# Hello', version_name: 'v1',
  })
  const second = await ask('POST /prompts', {}, { path: 'support/deep/greeting', model: 'gpt-4o-mini', version_name: 'v2', version_description: 'Smaller.' })
  const flow = await ask('POST /flows', {}, { path: 'flows/answer', attributes: { steps: [1, { two: null }] } })
  await ask('POST /agents', {}, { path: 'agents/helper', model: 'gpt-4o', max_iterations: 3, tools: [{ type: 'file', link: { file_id: tool.id }, on_agent_call: 'continue' }, { type: 'inline', json_schema: { name: 'stop', description: '', strict: true, parameters: {} }, on_agent_call: 'stop' }] })
  const exact = await ask('POST /evaluators', {}, { path: 'judges/exact', spec: { evaluator_type: 'external', arguments_type: 'target_free', return_type: 'boolean' } })
  const score = await ask('POST /evaluators', {}, { path: 'judges/score', spec: { evaluator_type: 'human', arguments_type: 'target_free', return_type: 'number', number_limits: { min: 0, max: 10 } } })
  const dataset = await ask('POST /datasets', {}, { path: 'data/questions', datapoints: [{ inputs: { q: 'Warum?' } }, { inputs: { q: '为什么' }, target: { answer: 42 }, messages: [{ role: 'user', content: 'Hm' }] }] }, '?include_datapoints=true')
  const grown = await ask('POST /datasets', {}, { path: 'data/questions', action: 'add', datapoints: Array.from({ length: 1100 }, (_, number) => ({ inputs: { q: `${number}` } })) })
  for (const [file, environment, version] of [[prompt, 'env_production', prompt.version_id], [prompt, 'env_staging', second.version_id], [dataset, 'env_development', dataset.version_id]] as const) {
    const collection = file === prompt ? 'prompts' : 'datasets'
    await send(`POST /${collection}/${file.id}/environments/${environment}?version_id=${version}`)
  }
  await send(`POST /evaluators/${score.id}/environments/env_staging?version_id=${score.version_id}`)
  await send(`POST /prompts/${prompt.id}/evaluators`, { activate: [{ evaluator_version_id: exact.version_id }, { evaluator_id: score.id, environment_id: 'env_staging' }] })
  const doomed = await ask('POST /prompts', {}, { path: 'support/deep/greeting', model: 'old', version_name: 'doomed' })
  const log = async (body: object): Promise<string> => (await ask('POST /prompts/log', {}, { path: 'support/deep/greeting', output: 'Hallo', inputs: { name: 'Ä' }, ...body })).id
  await log({ prompt: { model: 'old' }, metadata: { big: 9007199254740991 } })
  await send(`DELETE /prompts/${prompt.id}/versions/${doomed.version_id}`)
  const run = await ask('POST /flows/log', {}, { id: flow.id, inputs: { q: 1 }, start_time: '2026-01-01T00:00:00.123456Z' })
  const step = await log({ trace_parent_id: run.id, messages: [{ role: 'user', content: [{ type: 'text', text: 'Bild' }, { type: 'image_url', image_url: { url: 'https://a.example/b.png' } }] }] })
  await ask('POST /tools/log', {}, { id: tool.id, trace_parent_id: step, output: '20°', provider_response: { raw: [true, null] } })
  await send(`PATCH /flows/${flow.id}/log/${run.id}`, { log_status: 'complete', output: 'done' })
  const judged = await ask('POST /evaluators/log', {}, { id: exact.id, parent_id: step, judgment: true })
  await ask('POST /evaluators/log', {}, { id: score.id, parent_id: judged.id, judgment: 7.5 })
  await log({ trace_parent_id: 'log_elsewhere' })
  const evaluation = await ask('POST /evaluations', {}, { file: { id: prompt.id }, name: 'Vergleich', evaluators: [{ version_id: exact.version_id }, { version_id: score.version_id }] })
  const shared = await ask('POST /evaluations', {}, { file: { id: prompt.id }, name: 'second', evaluators: [{ version_id: exact.version_id }] })
  await ask('POST /evaluations', {}, { name: 'of nothing', evaluators: [{ version_id: exact.version_id }] })
  for (const version of [prompt.version_id, second.version_id]) {
    const made = await ask('POST /evaluations/{id}/runs', { id: evaluation.id }, { dataset: { version_id: dataset.version_id }, version: { version_id: version }, orchestrated: false })
    for (const [index, datapoint] of (dataset.datapoints ?? []).entries()) {
      const answered = await log({ run_id: made.id, source_datapoint_id: datapoint.id, output: `Antwort ${index}` })
      for (const judgment of [false, true]) await ask('POST /evaluators/log', {}, { id: exact.id, parent_id: answered, judgment })
      await ask('POST /evaluators/log', {}, { id: score.id, parent_id: answered, judgment: index / 3 })
    }
    await send(`POST /evaluations/${shared.id}/runs/${made.id}`)
  }
  const bare = await ask('POST /evaluations/{id}/runs', { id: evaluation.id }, { dataset: { version_id: grown.version_id }, orchestrated: false })
  await send(`PATCH /evaluations/${evaluation.id}/runs/${bare.id}`, { control: true, status: 'cancelled' })
  await ask('POST /directories', {}, { path: 'empty/within' })
  await repository.write(async ({ logs }) => {
    const pattern = await logs.find(run.id)
    if (pattern !== undefined) await logs.insertMany(Array.from({ length: 1050 }, (_, number) => Object.assign({}, pattern, { id: `log_${number}`, traceId: `log_${number}` })))
  })
  return connection
}
