import type { Humanloop } from '@smarter-api/sdk'
import { context, outcome, specs, upsertEvaluator } from './examples.js'
import { type Named, tellOfVersions } from './versioned-file.js'

/** What happens to Evaluators, every operation included. */
export async function tellOfEvaluators(humanloop: Humanloop): Promise<void> {
  const { evaluators } = humanloop
  const judge = await upsertEvaluator(humanloop, 'stories/judge of judges')
  for (const [name, spec] of Object.entries(specs)) await upsertEvaluator(humanloop, `stories/evaluators/${name}`, spec)
  await tellOfVersions(evaluators, {
    path: 'stories/evaluators/tone',
    upsert: (version, labels) => evaluators.upsert({ ...labels, spec: { ...specs.select, attributes: { version } } }),
    listVersions: (id) => evaluators.listVersions({ id, evaluator_aggregates: true }),
    describeVersion: (version) => evaluators.updateEvaluatorVersion(version),
    deleteVersion: (version) => evaluators.deleteEvaluatorVersion(version),
    use: async (evaluator) => {
      await evaluators.updateMonitoring({ id: evaluator.id, activate: [{ evaluator_version_id: judge.version_id }] })
      await log(humanloop, evaluator)
      await evaluators.updateMonitoring({ id: evaluator.id, deactivate: [{ evaluator_version_id: judge.version_id }] })
    },
  })
}

async function log({ evaluators, prompts, logs }: Humanloop, { id, version_id }: Named): Promise<void> {
  const { id: parent_id } = await prompts.log({ ...context, path: 'stories/evaluators/prompt', prompt: { model: 'gpt-4o' }, output: 'Yes.' })
  const { id: log_id } = await evaluators.log({ ...context, ...outcome, id, version_id, parent_id, judgment: 'good', marked_completed: true, log_environment: 'staging' })
  await evaluators.log({ path: 'stories/evaluators/number', parent_id, judgment: 7.5 })
  await evaluators.log({ path: 'stories/evaluators/text', parent_id, judgment: 'Friendly.' })
  await evaluators.log({ path: 'stories/evaluators/many', spec: { ...specs.select, return_type: 'multi_select' }, parent_id, judgment: ['good', 'bad'] })
  await evaluators.log({ id, parent_id, error: 'The judge was away.' })
  await logs.get({ id: log_id })
  await logs.get({ id: parent_id })
}
