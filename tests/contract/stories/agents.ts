import type { AgentInlineTool } from '@smarter-api/schemas/humanloop'
import type { Humanloop } from '@smarter-api/sdk'
import { context, conversation, lookUp, modelOutcome, upsertEvaluator } from './examples.js'
import { refused } from './refused.js'
import { type Named, tellOfVersions } from './versioned-file.js'

const inline: AgentInlineTool = { type: 'inline', json_schema: lookUp, on_agent_call: 'continue' }
const settings = {
  template: [{ role: 'system', content: 'You help {{name}}.' }],
  temperature: 0,
  max_iterations: 3,
  attributes: { team: 'support' },
  description: 'Handles orders.',
  tags: ['support'],
  readme: '# Orders',
}

/** What happens to Agents, every operation included. */
export async function tellOfAgents(humanloop: Humanloop): Promise<void> {
  const { agents, tools } = humanloop
  const evaluator = await upsertEvaluator(humanloop, 'stories/judge of agents')
  const tool = await tools.upsert({ path: 'stories/agents/tool', function: { ...lookUp, name: 'linked' } })
  await tellOfVersions(agents, {
    path: 'stories/agents/order desk',
    upsert: (seed, labels) =>
      agents.upsert({ ...settings, ...labels, model: 'gpt-4o', seed, tools: [inline, { type: 'file', link: { file_id: tool.id, version_id: tool.version_id }, on_agent_call: 'stop' }] }),
    listVersions: (id) => agents.listVersions({ id, evaluator_aggregates: true }),
    describeVersion: (version) => agents.patchAgentVersion(version),
    deleteVersion: (version) => agents.deleteAgentVersion(version),
    use: async (agent) => {
      await agents.updateMonitoring({ id: agent.id, activate: [{ evaluator_version_id: evaluator.version_id }] })
      await call(humanloop, agent)
      await log(humanloop, agent)
      await agents.updateMonitoring({ id: agent.id, deactivate: [{ evaluator_version_id: evaluator.version_id }] })
      const text = await agents.serialize({ id: agent.id, environment: 'production' })
      await agents.deserialize({ agent: text })
      await refused(agents.deserialize({ agent: '---\nmodel: [' }))
    },
  })
}

/** A call that needs a tool of ours, and goes on with what the tool said. */
async function call({ agents }: Humanloop, { id }: Named): Promise<void> {
  const inputs = { name: 'Sam' }
  const messages = [{ role: 'user', content: 'Where is order 1234?' }]
  await agents.call({ ...context, id, inputs, messages, environment: 'production', log_environment: 'staging', return_inputs: true })
  const { id: log_id, previous_agent_message } = await agents.call({ id, inputs, messages, tool_choice: { type: 'function', function: { name: lookUp.name } }, include_trace_children: true })
  const answers = (previous_agent_message?.tool_calls ?? []).map((asked) => ({ role: 'tool', tool_call_id: asked.id, content: 'On its way.' }))
  await agents.continueCall({ log_id, messages: answers, include_trace_children: true })
}

async function log({ agents, logs }: Humanloop, { id, version_id }: Named): Promise<void> {
  const { id: log_id } = await agents.log({ ...context, ...modelOutcome, id, version_id, messages: conversation, log_environment: 'production' })
  await logs.get({ id: log_id })
  const { id: open } = await agents.log({ id, version_id, messages: conversation })
  await agents.updateLog({ id, log_id: open, inputs: { name: 'Sam' }, output: 'A parcel.', log_status: 'complete' })
}
