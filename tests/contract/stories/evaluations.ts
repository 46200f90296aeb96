import type { Humanloop } from '@smarter-api/sdk'
import { specs, upsertEvaluator } from './examples.js'

/** What happens to Evaluations, every operation included. */
export async function tellOfEvaluations(humanloop: Humanloop): Promise<void> {
  const { evaluations, prompts, datasets } = humanloop
  const prompt = await prompts.upsert({ path: 'stories/evaluations/prompt', model: 'gpt-4o', template: 'Greet {{name}}.' })
  const dataset = await datasets.upsert({ path: 'stories/evaluations/dataset', datapoints: [{ inputs: { name: 'Sam' }, target: { answer: 'Hi!' } }, { inputs: { name: 'Kim' } }] })
  const [boolean, number, select, text] = await Promise.all(Object.entries(specs).map(([name, spec]) => upsertEvaluator(humanloop, `stories/evaluations/${name}`, spec)))
  if (!boolean || !number || !select || !text) throw new Error('there are four Evaluators')

  const evaluation = await evaluations.create({ name: 'Release 1', file: { path: prompt.path }, evaluators: [{ version_id: boolean.version_id }, { id: number.id, orchestrated: false }] })
  const { id } = evaluation
  await evaluations.addEvaluators({ id, evaluators: [{ path: select.path }, { path: text.path }] })
  await evaluations.list({ file_id: prompt.id })
  await evaluations.get({ id })

  const run = await evaluations.createRun({ id, dataset: { version_id: dataset.version_id }, version: { version_id: prompt.version_id }, orchestrated: false })
  await evaluations.createRun({ id, dataset: { path: dataset.path }, version: { id: prompt.id }, orchestrated: true })
  await judge(humanloop, { id, run_id: run.id })

  await evaluations.updateEvaluationRun({ id, run_id: run.id, control: true, status: 'completed' })
  await evaluations.listRunsForEvaluation({ id })
  await evaluations.getStats({ id })
  await evaluations.getLogs({ id, page: 1, size: 50 })
  await evaluations.getLogs({ id, run_id: [run.id] })

  const other = await evaluations.create({ name: 'Release 2', file: { id: prompt.id }, evaluators: [{ id: boolean.id }] })
  await evaluations.addExistingRun({ id: other.id, run_id: run.id })
  await evaluations.getStats({ id: other.id })
  await evaluations.removeRun({ id: other.id, run_id: run.id })
  await evaluations.removeEvaluator({ id, evaluator_version_id: text.version_id })
  await evaluations.delete({ id: other.id })

  /** Logs for each datapoint, some of them made before the run, and a judgment of each kind. */
  async function judge({ prompts, datasets, evaluators, evaluations }: Humanloop, { id, run_id }: { id: string; run_id: string }): Promise<void> {
    const { items } = await datasets.listDatapoints({ id: dataset.id })
    const judgments = { boolean: true, number: 7.5, select: 'good', text: 'Friendly.' }
    for (const { id: source_datapoint_id, inputs = {} } of items) {
      const { id: parent_id } = await prompts.log({ id: prompt.id, version_id: prompt.version_id, inputs, output: 'Hi!', source_datapoint_id, run_id })
      for (const [name, judgment] of Object.entries(judgments)) await evaluators.log({ path: `stories/evaluations/${name}`, parent_id, judgment })
    }
    const { id: earlier } = await prompts.log({ id: prompt.id, inputs: { name: 'Sam' }, output: 'Hello!', source_datapoint_id: items[0]?.id ?? null })
    await evaluations.addLogsToRun({ id, run_id, log_ids: [earlier] })
  }
}
