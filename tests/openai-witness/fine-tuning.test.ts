import { OpenAI, toFile } from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Connection, gather } from './connect.js'

const example = '{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}\n'
const model = 'gpt-4o-mini'
const day = 24 * 60 * 60

describe.each(['/v1', '/api/v1'])("OpenAI's client in front of the server, at %s, with fine-tuning", (path) => {
  let connection: Connection
  let openai: OpenAI
  let training_file: string

  beforeAll(async () => {
    connection = await connect(path)
    ;({ openai } = connection)
    ;({ id: training_file } = await openai.files.create({ file: await toFile(Buffer.from(example.repeat(20)), 'lines.jsonl'), purpose: 'fine-tune' }))
  })

  afterAll(() => connection.close())

  it('makes a job that ends with a model', async () => {
    const { fineTuning, chat } = openai
    const made = await fineTuning.jobs.create({ model, training_file, suffix: 'blue', seed: 1, metadata: { team: 'blue' }, method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 2 } } } })
    expect(made).toMatchObject({ object: 'fine_tuning.job', status: 'validating_files', model, training_file, fine_tuned_model: null, finished_at: null, metadata: { team: 'blue' } })
    connection.wait(day)
    const done = await fineTuning.jobs.retrieve(made.id)
    expect(done).toMatchObject({ status: 'succeeded', fine_tuned_model: expect.stringContaining('blue') as string, finished_at: expect.any(Number) as number })
    const answer = await chat.completions.create({ model: done.fine_tuned_model ?? '', messages: [{ role: 'user', content: 'Hi' }] })
    expect(answer.choices).toHaveLength(1)
  })

  it('walks the events and checkpoints of a job page by page', async () => {
    const { jobs } = openai.fineTuning
    const { id } = await jobs.create({ model, training_file })
    connection.wait(day)
    const events = await gather(jobs.listEvents(id, { limit: 2 }))
    expect(events.length).toBeGreaterThan(2)
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length)
    expect(events).toEqual(await gather(jobs.listEvents(id)))
    const checkpoints = await gather(jobs.checkpoints.list(id, { limit: 1 }))
    expect(checkpoints.length).toBeGreaterThan(1)
    expect(checkpoints).toEqual(await gather(jobs.checkpoints.list(id)))
    expect(checkpoints[0]).toMatchObject({ object: 'fine_tuning.job.checkpoint', fine_tuning_job_id: id })
  })

  it('walks jobs page by page, newest first', async () => {
    const { jobs } = openai.fineTuning
    const made: string[] = []
    for (let count = 0; count < 5; count++) made.push((await jobs.create({ model, training_file })).id)
    const found = await gather(jobs.list({ limit: 2 }))
    expect(found.slice(0, 5).map(({ id }) => id)).toEqual(made.toReversed())
    const first = await jobs.list({ limit: 2 })
    expect(first.hasNextPage()).toBe(true)
    expect((await first.getNextPage()).data.map(({ id }) => id)).toEqual([made[2], made[1]])
  })

  it('pauses, resumes and ends a job', async () => {
    const { jobs } = openai.fineTuning
    const { id } = await jobs.create({ model, training_file })
    while ((await jobs.retrieve(id)).status !== 'running') connection.wait(1)
    expect((await jobs.pause(id)).status).toBe('paused')
    connection.wait(day)
    expect((await jobs.retrieve(id)).status).toBe('paused')
    expect((await jobs.resume(id)).status).not.toBe('paused')
    expect((await jobs.cancel(id)).status).toBe('cancelled')
    connection.wait(day)
    expect((await jobs.retrieve(id)).status).toBe('cancelled')
    await expect(jobs.cancel(id)).rejects.toThrow(OpenAI.BadRequestError)
  })

  it('raises the errors of its own that fit', async () => {
    const { jobs } = openai.fineTuning
    await expect(jobs.retrieve('ftjob-none')).rejects.toThrow(OpenAI.NotFoundError)
    await expect(jobs.create({ model, training_file: 'file-none' })).rejects.toMatchObject({ param: 'training_file' })
  })
})
