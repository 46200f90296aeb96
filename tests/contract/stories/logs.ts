import type { Humanloop } from '@smarter-api/sdk'
import { context, modelOutcome } from './examples.js'

/** What happens to Logs of any file, every operation included. */
export async function tellOfLogs({ logs, prompts, evaluators, flows, tools, agents }: Humanloop): Promise<void> {
  const path = 'stories/logs/prompt'
  const { id: file_id, version_id } = await prompts.upsert({ path, model: 'gpt-4o' })
  const trace = await flows.log({ path: 'stories/logs/flow', flow: { attributes: {} } })
  const kept = await prompts.log({ ...context, ...modelOutcome, path, trace_parent_id: trace.id })
  const other = await prompts.log({ ...context, path, output: 'Something else.' })
  const third = await prompts.log({ path, output: 'A third.' })
  const judged = await evaluators.log({ path: 'stories/logs/judge', spec: { evaluator_type: 'external', arguments_type: 'target_free', return_type: 'boolean' }, parent_id: kept.id, judgment: false })
  const used = await tools.log({ path: 'stories/logs/tool', tool: { source_code: 'return 1' }, inputs: {}, output: '1' })
  const acted = await agents.log({ path: 'stories/logs/agent', agent: { model: 'gpt-4o' }, output: 'Done.' })

  for (const { id } of [kept, other, trace, judged, used, acted]) await logs.get({ id })
  await logs.list({ file_id })
  await logs.list({ file_id, page: 2, size: 1 })
  await logs.list({
    file_id,
    version_id,
    id: [kept.id, other.id],
    search: 'parcel',
    metadata_search: '1.2.3',
    start_date: '2020-01-01T00:00:00Z',
    end_date: '2099-01-01T00:00:00Z',
    in_trace_filter: [true, false],
    include_trace_children: true,
  })
  await logs.list({ file_id, sample: 1 })
  const evaluator = await evaluators.list({ name: 'judge' })
  for (const { id } of evaluator.items) await logs.list({ file_id: id, include_parent: true })
  await logs.delete({ id: [other.id, third.id] })
}
