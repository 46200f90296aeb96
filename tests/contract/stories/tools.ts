import type { Humanloop } from '@smarter-api/sdk'
import { context, lookUp, outcome, upsertEvaluator } from './examples.js'
import { type Named, tellOfVersions } from './versioned-file.js'

/** What happens to Tools, every operation included. */
export async function tellOfTools(humanloop: Humanloop): Promise<void> {
  const { tools } = humanloop
  const evaluator = await upsertEvaluator(humanloop, 'stories/judge of tools')
  await tellOfVersions(tools, {
    path: 'stories/tools/look up',
    upsert: (version, labels) =>
      tools.upsert({ ...labels, function: lookUp, tool_type: 'json_schema', source_code: 'return 1', setup_values: { region: 'eu' }, attributes: { version } }),
    listVersions: (id) => tools.listVersions({ id, evaluator_aggregates: true }),
    describeVersion: (version) => tools.updateToolVersion(version),
    deleteVersion: (version) => tools.deleteToolVersion(version),
    use: async (tool) => {
      await tools.updateMonitoring({ id: tool.id, activate: [{ evaluator_version_id: evaluator.version_id }] })
      await log(humanloop, tool)
      await tools.updateMonitoring({ id: tool.id, deactivate: [{ evaluator_version_id: evaluator.version_id }] })
      await keepVariables(humanloop, tool)
    },
  })
}

async function log({ tools, logs }: Humanloop, { id, version_id }: Named): Promise<void> {
  const { id: log_id } = await tools.log({ ...context, ...outcome, id, version_id, log_environment: 'staging' })
  await tools.update({ id, log_id, output: null, error: 'There is no such order.', metadata: { checked: true } })
  await logs.get({ id: log_id })
  await tools.log({ path: 'stories/tools/new', tool: { function: lookUp }, inputs: { number: '1234' }, output: 'found' })
  await tools.call({ ...context, id, inputs: { number: '1234' }, environment: 'production', log_environment: 'staging' })
}

async function keepVariables({ tools }: Humanloop, { id }: Named): Promise<void> {
  await tools.addEnvironmentVariable({ id, body: [{ name: 'TOKEN', value: 'secret' }, { name: 'REGION', value: 'eu' }] })
  await tools.getEnvironmentVariables({ id })
  await tools.deleteEnvironmentVariable({ id, name: 'TOKEN' })
}
