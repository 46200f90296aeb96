import { OpenAIErrorResponseSchema } from '@smarter-api/schemas/openai'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { Sent } from '../../testing/connect.js'
import { engines } from '../../testing/engines.js'
import { uploadForm, withTrainingFile } from '../../testing/with-upload.js'

const untilSucceeded = 8000

function errorOf({ body }: Sent) {
  return v.parse(OpenAIErrorResponseSchema, body).error
}

describe.each(engines)('fine-tuning jobs in %s', (_name, open) => {
  it('go their way by the clock, and leave a model and a file with results', async () => {
    const { ask, create, pass, send } = await withTrainingFile({ repository: await open() })
    const job = await create({ suffix: 'mine', metadata: { team: 'a' }, seed: 7 })
    expect(job).toMatchObject({ object: 'fine_tuning.job', status: 'validating_files', fine_tuned_model: null, seed: 7, method: { type: 'supervised' } })
    expect(job.hyperparameters).toMatchObject({ n_epochs: 'auto', batch_size: 'auto' })
    const now = () => ask('GET /fine_tuning/jobs/{fine_tuning_job_id}', { fine_tuning_job_id: job.id })
    const statuses: string[] = []
    for (const milliseconds of [0, 1000, 1000, 5999]) {
      pass(milliseconds)
      statuses.push((await now()).status)
    }
    expect(statuses).toEqual(['validating_files', 'queued', 'running', 'running'])
    expect(await now()).toMatchObject({ estimated_finish: job.created_at + 8, hyperparameters: { n_epochs: 3, batch_size: 1 }, result_files: [] })
    pass(1)
    const done = await now()
    expect(done).toMatchObject({ status: 'succeeded', finished_at: job.created_at + 8, fine_tuned_model: expect.stringMatching(/^ft:gpt-4o-mini:local:mine:/) as unknown })
    expect(done.trained_tokens).toBeGreaterThan(0)
    expect(await now()).toEqual(done)
    const results = await send(`GET /files/${done.result_files?.[0]}/content`)
    expect(results.text).toBe('step,train_loss,train_mean_token_accuracy\n2,1,0.6667\n4,0.6667,0.7778\n6,0.5,0.8333\n')
  })

  it('are listed newest first, in pages and by labels', async () => {
    const { ask, create, pass, send } = await withTrainingFile({ repository: await open() })
    const ids: string[] = []
    for (const team of ['a', 'b', 'a']) ids.push((await create({ metadata: { team } })).id)
    const list = async (query: string) => {
      const { data, has_more } = await ask('GET /fine_tuning/jobs', {}, undefined, query)
      return [data.map(({ id }) => ids.indexOf(id)), has_more]
    }
    expect(await list('')).toEqual([[2, 1, 0], false])
    expect(await list('?limit=1')).toEqual([[2], true])
    expect(await list(`?limit=1&after=${ids[2]}`)).toEqual([[1], true])
    expect(await list('?metadata[team]=a')).toEqual([[2, 0], false])
    expect(errorOf(await send('GET /fine_tuning/jobs?after=none')).param).toBe('after')
    pass(untilSucceeded)
    const { data } = await ask('GET /fine_tuning/jobs')
    expect(data.map(({ result_files: files }) => files?.length)).toEqual([1, 1, 1])
  })
})

describe('fine-tuning jobs', () => {
  it('learn at the rate that was asked for', async () => {
    const { ask, create, pass } = await withTrainingFile()
    const { id: fine_tuning_job_id } = await create({ hyperparameters: { learning_rate_multiplier: 0.1 } })
    pass(untilSucceeded)
    const job = await ask('GET /fine_tuning/jobs/{fine_tuning_job_id}', { fine_tuning_job_id })
    expect(job).toMatchObject({ status: 'succeeded', hyperparameters: { learning_rate_multiplier: 0.1 } })
  })

  it('tell what happened to them, newest first, and say that nothing is trained', async () => {
    const { ask, create, pass, send } = await withTrainingFile()
    const { id: fine_tuning_job_id } = await create({ method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 1 } } } })
    const events = async (query = '') => ask('GET /fine_tuning/jobs/{fine_tuning_job_id}/events', { fine_tuning_job_id }, undefined, query)
    const first = await events()
    expect(first.data.map(({ message }) => message)).toEqual([expect.stringContaining('Validating'), expect.stringContaining('trains no model')])
    pass(4000)
    const all = await events()
    expect(all.data.map(({ id }) => id).slice(-2)).toEqual(first.data.map(({ id }) => id))
    expect(all.data[0]).toMatchObject({ message: 'The job has succeeded.', level: 'info', type: 'message' })
    expect(all.data.find(({ type }) => type === 'metrics')).toMatchObject({ data: { step: 2, train_loss: 1 } })
    const page = await events('?limit=3')
    const next = await events(`?limit=100&after=${page.last_id}`)
    expect([...page.data, ...next.data]).toEqual(all.data)
    expect([page.has_more, next.has_more]).toEqual([true, false])
    expect((await send(`GET /fine_tuning/jobs/${fine_tuning_job_id}/events?after=none`)).status).toBe(400)
  })

  it('leave a checkpoint after each epoch', async () => {
    const { ask, create, pass } = await withTrainingFile()
    const { id: fine_tuning_job_id } = await create()
    const checkpoints = async (query = '') => ask('GET /fine_tuning/jobs/{fine_tuning_job_id}/checkpoints', { fine_tuning_job_id }, undefined, query)
    pass(3999)
    expect(await checkpoints()).toMatchObject({ data: [], has_more: false, first_id: null })
    pass(2001)
    const { data } = await checkpoints()
    expect(data.map(({ step_number: step }) => step)).toEqual([4, 2])
    expect(data[0]).toMatchObject({ fine_tuning_job_id, fine_tuned_model_checkpoint: expect.stringMatching(/:ckpt-step-4$/) as unknown, metrics: { train_loss: 0.6667 } })
    expect((await checkpoints(`?after=${data[0]?.id}`)).data).toEqual(data.slice(1))
  })

  it('pause as long as they are told to', async () => {
    const { ask, create, pass, send } = await withTrainingFile()
    const { id: fine_tuning_job_id } = await create()
    const job = { fine_tuning_job_id }
    expect((await send(`POST /fine_tuning/jobs/${fine_tuning_job_id}/pause`)).status).toBe(400)
    pass(3000)
    expect((await ask('POST /fine_tuning/jobs/{fine_tuning_job_id}/pause', job)).status).toBe('paused')
    expect(errorOf(await send(`POST /fine_tuning/jobs/${fine_tuning_job_id}/pause`)).message).toContain('paused')
    pass(60_000)
    expect((await ask('GET /fine_tuning/jobs/{fine_tuning_job_id}', job)).status).toBe('paused')
    expect(await ask('POST /fine_tuning/jobs/{fine_tuning_job_id}/resume', job)).toMatchObject({ status: 'running' })
    expect((await send(`POST /fine_tuning/jobs/${fine_tuning_job_id}/resume`)).status).toBe(400)
    pass(4999)
    expect((await ask('GET /fine_tuning/jobs/{fine_tuning_job_id}', job)).status).toBe('running')
    pass(1)
    expect((await ask('GET /fine_tuning/jobs/{fine_tuning_job_id}', job)).status).toBe('succeeded')
    const { data } = await ask('GET /fine_tuning/jobs/{fine_tuning_job_id}/events', job)
    const messages = data.map(({ message }) => message)
    expect(messages.indexOf('The job was paused.')).toBeGreaterThan(messages.indexOf('The job was resumed.'))
  })

  it('are cancelled until they are done', async () => {
    const { ask, create, pass, send } = await withTrainingFile()
    const { id: fine_tuning_job_id } = await create()
    const job = { fine_tuning_job_id }
    pass(5000)
    const cancelled = await ask('POST /fine_tuning/jobs/{fine_tuning_job_id}/cancel', job)
    expect(cancelled).toMatchObject({ status: 'cancelled', finished_at: cancelled.created_at + 5, fine_tuned_model: null, result_files: [] })
    pass(untilSucceeded)
    expect(await ask('GET /fine_tuning/jobs/{fine_tuning_job_id}', job)).toEqual(cancelled)
    const { data } = await ask('GET /fine_tuning/jobs/{fine_tuning_job_id}/events', job)
    expect(data[0]?.message).toBe('The job was cancelled.')
    expect((await send(`POST /fine_tuning/jobs/${fine_tuning_job_id}/cancel`)).status).toBe(400)
  })

  it('fail when the file was found to be wrong', async () => {
    const { ask, create, pass } = await withTrainingFile({}, 'no JSON')
    const { id: fine_tuning_job_id, status } = await create()
    expect(status).toBe('validating_files')
    pass(1000)
    const failed = await ask('GET /fine_tuning/jobs/{fine_tuning_job_id}', { fine_tuning_job_id })
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'invalid_training_file', param: 'training_file', message: expect.stringContaining('Line 1') as unknown } })
    const { data } = await ask('GET /fine_tuning/jobs/{fine_tuning_job_id}/events', { fine_tuning_job_id })
    expect(data[0]).toMatchObject({ level: 'error', message: expect.stringContaining('Line 1') as unknown })
  })

  it('are refused for files that are not there or are for something else', async () => {
    const { ask, send, training_file } = await withTrainingFile()
    const job = { model: 'gpt-4o-mini', training_file }
    expect(errorOf(await send('POST /fine_tuning/jobs', { ...job, training_file: 'file-none' }))).toMatchObject({ param: 'training_file' })
    const { id: validation_file } = await ask('POST /files', {}, uploadForm('x', { purpose: 'evals' }))
    expect(errorOf(await send('POST /fine_tuning/jobs', { ...job, validation_file }))).toMatchObject({ param: 'validation_file' })
    expect(errorOf(await send('POST /fine_tuning/jobs', { training_file }))).toMatchObject({ param: 'model', code: 'missing_required_parameter' })
    expect((await send('GET /fine_tuning/jobs/ftjob-none')).status).toBe(404)
    expect((await send('GET /fine_tuning/jobs/ftjob-none/events')).status).toBe(404)
  })
})
