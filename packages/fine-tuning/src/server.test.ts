import { afterEach, expect, it, vi } from 'vitest'
import { upload } from '@smarter-api/core'
import { openaiTestClient } from '@smarter-api/test-support'
import { BadRequestError, fineTuning, NotFoundError } from './index.js'

const example = JSON.stringify({ messages: [{ role: 'user', content: 'Hello!' }, { role: 'assistant', content: 'Hi.' }] })

afterEach(() => {
  vi.useRealTimers()
})

it('makes, finds, pauses, resumes and ends a job of a real server, and tells what happened to it', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const { client } = openaiTestClient()
  const { jobs } = fineTuning(client)
  const lines = Array.from({ length: 10 }, () => example).join('\n')
  const { id: training_file } = await upload<{ id: string }>(client, 'POST /files', { file: ['train.jsonl', lines, 'application/jsonl'], purpose: 'fine-tune' })
  const job = await jobs.create({ model: 'gpt-4o-mini', training_file, metadata: { team: 'blue' } })
  expect(job).toMatchObject({ object: 'fine_tuning.job', training_file, fine_tuned_model: null })
  const params = { fine_tuning_job_id: job.id }
  expect((await jobs.list({ limit: 1, metadata: { team: 'blue' } })).data.map(({ id }) => id)).toEqual([job.id])
  expect((await jobs.list({ metadata: { team: 'red' } })).data).toEqual([])
  vi.setSystemTime(Date.now() + 5000)
  expect(await jobs.pause(params)).toMatchObject({ status: 'paused' })
  expect((await jobs.resume(params)).status).not.toBe('paused')
  expect(await jobs.cancel(params)).toMatchObject({ status: 'cancelled' })
  expect(await jobs.retrieve(params)).toMatchObject({ status: 'cancelled' })
  await expect(jobs.cancel(params)).rejects.toThrow(BadRequestError)
  const messages: string[] = []
  for await (const { message } of jobs.listEvents({ ...params, limit: 1 })) messages.push(message)
  expect(messages.length).toBeGreaterThan(1)
  expect((await jobs.checkpoints.list(params)).hasNextPage()).toBe(false)
  await expect(jobs.retrieve({ fine_tuning_job_id: 'ftjob-none' })).rejects.toThrow(NotFoundError)
})
