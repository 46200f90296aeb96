import type { Humanloop } from '@smarter-api/sdk'
import { context, conversation, modelOutcome, outcome, upsertEvaluator } from './examples.js'
import { type Named, tellOfVersions } from './versioned-file.js'

/** What happens to Flows, every operation included. */
export async function tellOfFlows(humanloop: Humanloop): Promise<void> {
  const { flows } = humanloop
  const evaluator = await upsertEvaluator(humanloop, 'stories/judge of flows')
  await tellOfVersions(flows, {
    path: 'stories/flows/handle order',
    upsert: (version, labels) => flows.upsert({ ...labels, attributes: { version, steps: ['look up', 'answer'] } }),
    listVersions: (id) => flows.listVersions({ id, evaluator_aggregates: true }),
    describeVersion: (version) => flows.updateFlowVersion(version),
    deleteVersion: (version) => flows.deleteFlowVersion(version),
    use: async (flow) => {
      await flows.updateMonitoring({ id: flow.id, activate: [{ evaluator_version_id: evaluator.version_id }] })
      await trace(humanloop, flow)
      await flows.updateMonitoring({ id: flow.id, deactivate: [{ evaluator_version_id: evaluator.version_id }] })
    },
  })
}

/** A trace with Logs of other files inside, completed at last. */
async function trace({ flows, prompts, tools, logs }: Humanloop, { id, version_id }: Named): Promise<void> {
  const { created_at, ...rest } = outcome
  const { id: log_id } = await flows.log({ ...context, id, version_id, created_at, messages: conversation, log_status: 'incomplete', log_environment: 'production' })
  await prompts.log({ ...context, ...modelOutcome, path: 'stories/flows/prompt', prompt: { model: 'gpt-4o' }, trace_parent_id: log_id })
  await tools.log({ ...context, ...rest, path: 'stories/flows/tool', tool: { source_code: 'return 1' }, trace_parent_id: log_id })
  await flows.updateLog({ log_id, output_message: modelOutcome.output_message, inputs: { name: 'Sam' }, output: null, log_status: 'complete' })
  await logs.get({ id: log_id })
  await logs.list({ file_id: id, include_trace_children: true })
  await flows.log({ path: 'stories/flows/new', flow: { attributes: {} }, inputs: {}, error: 'It broke.', log_status: 'complete' })
}
