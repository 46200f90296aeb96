import { describe, expect, it } from 'vitest'
import { bind, type Bound, type OpenAIStyleClient } from '@smarter-api/core'
import { openaiTestClient, smarterTestClient } from '@smarter-api/test-support'
import {
  APIError,
  APIUserAbortError,
  BadRequestError,
  cancelFineTuningJob,
  createFineTuningJob,
  fineTuning,
  listFineTuningJobCheckpoints,
  listFineTuningJobEvents,
  listFineTuningJobs,
  NotFoundError,
  pauseFineTuningJob,
  RateLimitError,
  resumeFineTuningJob,
  retrieveFineTuningJob,
} from './index.js'
import type * as Methods from './methods.js'

const standalone: typeof Methods = {
  cancel: cancelFineTuningJob,
  create: createFineTuningJob,
  list: listFineTuningJobs,
  listCheckpoints: listFineTuningJobCheckpoints,
  listEvents: listFineTuningJobEvents,
  pause: pauseFineTuningJob,
  resume: resumeFineTuningJob,
  retrieve: retrieveFineTuningJob,
}

const styles: [string, (client: OpenAIStyleClient) => Bound<typeof Methods>][] = [
  ['standalone functions', (client) => bind(client, standalone)],
  [
    'the facade',
    (client) => {
      const { checkpoints, ...jobs } = fineTuning(client).jobs
      return { ...jobs, listCheckpoints: checkpoints.list }
    },
  ],
]

const clients = [
  ['an OpenAI client', openaiTestClient],
  ['a Smarter client', smarterTestClient],
] as const

const cases = styles.flatMap(([style, bound]) => clients.map(([kind, make]) => [style, kind, bound, make] as const))
const fine_tuning_job_id = 'ftjob-1'
const job = { id: fine_tuning_job_id, object: 'fine_tuning.job', created_at: 1, status: 'queued', model: 'gpt-4o', training_file: 'file-1' }
const event = { id: 'ftevent-1', object: 'fine_tuning.job.event', created_at: 1, level: 'info', message: 'Job started.' }
const checkpoint = {
  id: 'ftckpt-1',
  object: 'fine_tuning.job.checkpoint',
  created_at: 1,
  fine_tuned_model_checkpoint: 'ft:gpt-4o:step-10',
  fine_tuning_job_id,
  step_number: 10,
}

/** Answers of a list: pages of ids, one after another. `last_id` is left to the client, as OpenAI's jobs leave it. */
function pages(item: object, ...ids: string[][]): () => Response {
  return () => {
    const data = (ids.shift() ?? []).map((id) => Object.assign({}, item, { id }))
    return Response.json({ object: 'list', data, has_more: ids.length > 0 })
  }
}

describe.each(cases)('%s with %s', (_, __, bound, make) => {
  function answering(answer: () => Response) {
    const { client, sent } = make({ answer: async () => answer() })
    return { jobs: bound(client), sent }
  }

  it('make a job', async () => {
    const { jobs, sent } = answering(() => Response.json(job, { headers: { 'x-request-id': 'req_1' } }))
    const params = { model: 'gpt-4o', training_file: 'file-1', method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 'auto' as const } } } }
    const made = await jobs.create(params)
    expect([made.status, made._request_id]).toEqual(['queued', 'req_1'])
    expect(sent).toMatchObject([{ line: 'POST /fine_tuning/jobs', body: params }])
  })

  it('find, pause, resume and end a job', async () => {
    const { jobs, sent } = answering(() => Response.json(job))
    for (const call of [jobs.retrieve, jobs.pause, jobs.resume, jobs.cancel]) expect(await call({ fine_tuning_job_id })).toEqual(job)
    expect(sent.map(({ line, body }) => [line, body])).toEqual([
      ['GET /fine_tuning/jobs/ftjob-1', undefined],
      ['POST /fine_tuning/jobs/ftjob-1/pause', undefined],
      ['POST /fine_tuning/jobs/ftjob-1/resume', undefined],
      ['POST /fine_tuning/jobs/ftjob-1/cancel', undefined],
    ])
  })

  it('walk every job of every page, and ask for no page after the last', async () => {
    const { jobs, sent } = answering(pages(job, ['a', 'b'], ['c', 'd'], ['e']))
    const ids: string[] = []
    for await (const { id } of jobs.list({ limit: 2, metadata: { team: 'blue' } })) ids.push(id)
    expect(ids).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(sent.map(({ line }) => line)).toEqual([
      'GET /fine_tuning/jobs?limit=2&metadata%5Bteam%5D=blue',
      'GET /fine_tuning/jobs?limit=2&metadata%5Bteam%5D=blue&after=b',
      'GET /fine_tuning/jobs?limit=2&metadata%5Bteam%5D=blue&after=d',
    ])
  })

  it('walk pages by hand, as the README shows it', async () => {
    const { jobs } = answering(pages(job, ['a', 'b'], ['c']))
    const first = await jobs.list({ limit: 2 })
    expect([first.hasNextPage(), first.nextPageInfo(), first.data.length]).toEqual([true, { after: 'b' }, 2])
    const second = await first.getNextPage()
    expect([second.hasNextPage(), second.nextPageInfo(), second.data.map(({ id }) => id)]).toEqual([false, null, ['c']])
    await expect(second.getNextPage()).rejects.toThrow('this is the last page')
  })

  it('walk events and checkpoints of a job', async () => {
    const events = answering(pages(event, ['a'], ['b']))
    const checkpoints = answering(pages(checkpoint, ['a'], ['b']))
    for await (const { level } of events.jobs.listEvents({ fine_tuning_job_id, limit: 1 })) expect(level).toBe('info')
    for await (const { step_number } of checkpoints.jobs.listCheckpoints({ fine_tuning_job_id })) expect(step_number).toBe(10)
    expect([...events.sent, ...checkpoints.sent].map(({ line }) => line)).toEqual([
      'GET /fine_tuning/jobs/ftjob-1/events?limit=1',
      'GET /fine_tuning/jobs/ftjob-1/events?limit=1&after=a',
      'GET /fine_tuning/jobs/ftjob-1/checkpoints',
      'GET /fine_tuning/jobs/ftjob-1/checkpoints?after=a',
    ])
  })

  it('end at an empty page, whatever it promises', async () => {
    const { jobs, sent } = answering(() => Response.json({ object: 'list', data: [], has_more: true }))
    for await (const _ of jobs.list());
    expect((await jobs.list()).hasNextPage()).toBe(false)
    expect(sent).toHaveLength(2)
  })

  it('do not follow a server that gives the same page again and again', async () => {
    const { jobs, sent } = answering(() => Response.json({ object: 'list', data: [job], has_more: true }))
    const walk = async () => {
      for await (const _ of jobs.list());
    }
    await expect(walk()).rejects.toThrow(APIError)
    expect(sent).toHaveLength(2)
  })

  it('ask for no further page when a loop is left or aborted', async () => {
    const left = answering(pages(job, ['a', 'b'], ['c']))
    for await (const _ of left.jobs.list()) break
    expect(left.sent).toHaveLength(1)
    const aborted = answering(pages(job, ['a'], ['b']))
    const controller = new AbortController()
    const walk = async () => {
      for await (const _ of aborted.jobs.list({}, { signal: controller.signal })) controller.abort()
    }
    await expect(walk()).rejects.toThrow(APIUserAbortError)
    expect(aborted.sent).toHaveLength(1)
  })

  it.each([
    [400, BadRequestError],
    [404, NotFoundError],
    [429, RateLimitError],
  ])('raise a typed error for the status %i', async (status, errorClass) => {
    const { jobs } = answering(() => Response.json({ error: { message: 'Not so.', type: 'invalid_request_error', code: 'a_code', param: 'model' } }, { status }))
    const failed = jobs.create({ model: 'gpt-4o', training_file: 'file-1' })
    await expect(failed).rejects.toThrow(errorClass)
    await expect(failed).rejects.toMatchObject({ status, code: 'a_code', param: 'model', message: expect.stringContaining('Not so.') })
  })
})

describe('the facade', () => {
  it('has every function under its name, and checkpoints in a group of their own', () => {
    const { jobs } = fineTuning(openaiTestClient().client)
    const names = Object.keys(standalone).filter((name) => name !== 'listCheckpoints')
    expect(new Set(Object.keys(jobs))).toEqual(new Set([...names, 'checkpoints']))
    expect(Object.keys(jobs.checkpoints)).toEqual(['list'])
  })
})
