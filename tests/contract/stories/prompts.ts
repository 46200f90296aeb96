import type { Humanloop } from '@smarter-api/sdk'
import { context, conversation, lookUp, modelOutcome, upsertEvaluator } from './examples.js'
import { refused } from './refused.js'
import { type Named, tellOfVersions } from './versioned-file.js'

const settings = {
  endpoint: 'chat',
  template: [{ role: 'system', content: 'You help {{name}}.' }],
  template_language: 'default',
  provider: 'openai',
  max_tokens: 50,
  temperature: 0.5,
  top_p: 0.9,
  stop: ['END'],
  presence_penalty: 0.1,
  frequency_penalty: 0.2,
  other: { logit_bias: {} },
  response_format: { type: 'json_object' },
  reasoning_effort: 'low',
  tools: [lookUp],
  attributes: { team: 'support' },
  description: 'Answers customers.',
  tags: ['support'],
  readme: '# Support',
}

/** What happens to Prompts, every operation included. */
export async function tellOfPrompts(humanloop: Humanloop): Promise<void> {
  const { prompts } = humanloop
  const evaluator = await upsertEvaluator(humanloop, 'stories/judge of prompts')
  await tellOfVersions(prompts, {
    path: 'stories/prompts/answer',
    upsert: (seed, labels) => prompts.upsert({ ...settings, ...labels, model: 'gpt-4o', seed }),
    listVersions: (id) => prompts.listVersions({ id, evaluator_aggregates: true }),
    describeVersion: (version) => prompts.patchPromptVersion(version),
    deleteVersion: (version) => prompts.deletePromptVersion(version),
    use: async (prompt) => {
      await prompts.updateMonitoring({ id: prompt.id, activate: [{ evaluator_version_id: evaluator.version_id }] })
      await call(humanloop, prompt)
      await log(humanloop, prompt)
      await humanloop.prompts.listVersions({ id: prompt.id })
      await prompts.updateMonitoring({ id: prompt.id, deactivate: [{ evaluator_version_id: evaluator.version_id }] })
      await writeAndRead(humanloop, prompt)
    },
  })
}

async function call({ prompts }: Humanloop, { id }: Named): Promise<void> {
  const inputs = { name: 'Sam' }
  await prompts.call({ ...context, id, inputs, messages: conversation, num_samples: 2, tool_choice: 'auto', environment: 'production', log_environment: 'staging' })
  await prompts.call({ id, inputs, messages: [{ role: 'user', content: 'Where is order 1234?' }], tool_choice: { type: 'function', function: { name: lookUp.name } } })
  await prompts.call({ path: 'stories/prompts/new', prompt: { model: 'gpt-4o', template: 'Say {{word}}.', endpoint: 'complete' }, inputs: { word: 'yes' }, return_inputs: false })
  await refused(prompts.call({ id, messages: [] }))
}

async function log({ prompts, evaluators, logs }: Humanloop, { id, version_id }: Named): Promise<void> {
  const { id: log_id } = await prompts.log({ ...context, ...modelOutcome, id, version_id, messages: conversation, tool_choice: 'auto', log_environment: 'production' })
  await evaluators.log({ path: 'stories/judge of prompts', parent_id: log_id, judgment: true })
  await prompts.updateLog({ id, log_id, output: null, error: 'It was lost.', metadata: { checked: true } })
  await logs.get({ id: log_id })
}

async function writeAndRead({ prompts }: Humanloop, { id, version_id }: Named): Promise<void> {
  await prompts.populate({ id, version_id, body: { name: 'Sam' } })
  await refused(prompts.populate({ id, body: {} }))
  const text = await prompts.serialize({ id, environment: 'production' })
  await prompts.deserialize({ prompt: text })
  await refused(prompts.deserialize({ prompt: '---\nmodel: [' }))
}
