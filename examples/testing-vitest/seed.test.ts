import { Humanloop } from '@smarter-api/sdk'
import { createServer, deterministic, seed } from '@smarter-api/server'
import { expect, it } from 'vitest'

const server = createServer(deterministic())
const humanloop = new Humanloop({ apiKey: null, baseURL: 'http://localhost/v5', fetch: server.fetch })

it('puts all that a dashboard shows into a platform', async () => {
  const seeded = await seed(server, {
    prompts: {
      answer: {
        path: 'support/answer',
        versions: {
          short: { prompt: '---\nmodel: gpt-4o\n---\n<system>\nAnswer in one sentence.\n</system>\n', deploy: ['production'] },
          long: { model: 'gpt-4o', template: [{ role: 'system', content: 'Answer at length.' }], deploy: ['staging'] },
        },
      },
    },
    evaluators: {
      kind: { path: 'checks/kind', spec: { evaluator_type: 'external', arguments_type: 'target_free', return_type: 'boolean' } },
    },
    datasets: {
      questions: { path: 'support/questions', datapoints: [{ inputs: { question: 'How long?' } }, { inputs: { question: 'How much?' } }] },
    },
    evaluations: {
      quality: {
        file: { path: 'support/answer' },
        evaluators: [{ path: 'checks/kind' }],
        runs: { first: { dataset: { path: 'support/questions' }, version: { path: 'support/answer' } } },
      },
    },
    logs: {
      old: { type: 'prompt', path: 'support/answer', log_id: 'log_of_last_year', created_at: '2024-12-31T23:59:59Z', output: 'Within a week.' },
    },
  })

  const { id, versions } = seeded.prompts.answer
  expect(await humanloop.prompts.get({ id, environment: 'staging' })).toMatchObject({ version_id: versions.long })
  expect(await humanloop.logs.get({ id: 'log_of_last_year' })).toMatchObject({ output: 'Within a week.' })
  const { runs } = await humanloop.evaluations.listRunsForEvaluation({ id: seeded.evaluations.quality.id })
  expect(runs).toMatchObject([{ id: seeded.evaluations.quality.runs.first, dataset: { version_id: seeded.datasets.questions.version_id } }])

  const { logs } = await seed(server, {
    logs: { judged: { type: 'evaluator', path: 'checks/kind', parent_id: seeded.logs.old.id, judgment: true } },
  })
  expect(await humanloop.logs.get({ id: logs.judged.id })).toMatchObject({ judgment: true })
})

it('says where a seed is wrong', async () => {
  const contents = { prompts: { greeting: { model: 'gpt-4o', temprature: 0 } } }
  await expect(seed(server, contents)).rejects.toThrow('prompts.greeting.temprature: Extra inputs are not permitted')
})
