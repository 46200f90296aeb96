import { expect, it } from 'vitest'
import type { ServerLogEntry } from '../options.js'
import { createLogWriter } from './log-writer.js'
import type { LogFormat } from './log-writer.js'

const entry: ServerLogEntry = { level: 'info', message: 'GET /v5/prompts/pr_1 200', requestId: 'req_1', method: 'GET', path: '/v5/prompts/pr_1', route: '/v5/prompts/{id}', status: 200, milliseconds: 12.345 }
const failed: ServerLogEntry = { ...entry, level: 'error', status: 500, error: new TypeError('disk\non fire', { cause: 'a spark' }) }

const clock = () => new Date('2025-11-21T12:00:00.000Z')

function written(format: LogFormat, ...entries: ServerLogEntry[]) {
  const printed: string[] = []
  const complaints: string[] = []
  const writer = createLogWriter(format, { print: (line) => printed.push(line), complain: (line) => complaints.push(line), clock })
  for (const given of entries) writer.logger(given)
  writer.say('Stopping.')
  return { printed, complaints }
}

it('writes one JSON object per line, failures with their stack and their cause', () => {
  const { printed, complaints } = written('json', entry, failed)
  expect(complaints).toEqual([])
  expect(printed.filter((line) => line.includes('\n'))).toEqual([])
  expect(printed.map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      time: '2025-11-21T12:00:00.000Z', level: 'info', message: 'GET /v5/prompts/pr_1 200', request_id: 'req_1', method: 'GET', route: '/v5/prompts/{id}',
      path: '/v5/prompts/pr_1', status: 200, duration_ms: 12.3,
    },
    expect.objectContaining({ level: 'error', error: { name: 'TypeError', message: 'disk\non fire', stack: expect.stringContaining('log-writer.test') as unknown, cause: { message: 'a spark' } } }),
    { time: '2025-11-21T12:00:00.000Z', level: 'info', message: 'Stopping.' },
  ])
})

it('writes text for people, and complains of failures with their causes', () => {
  const { printed, complaints } = written('text', entry, failed)
  expect(printed).toEqual(['GET /v5/prompts/pr_1 200 12.3 ms req_1', 'Stopping.'])
  expect(complaints).toEqual([expect.stringMatching(/^GET \/v5\/prompts\/pr_1 200 \(req_1\): TypeError: disk\non fire\n +at [^]+\nCaused by: a spark$/)])
})

it('ends where causes go round', () => {
  const error = new Error('round')
  error.cause = error
  expect(JSON.parse(written('json', { ...entry, error }).printed[0] ?? '')).toMatchObject({ error: { cause: { cause: { cause: { message: 'round' } } } } })
  expect(written('text', { ...entry, level: 'error', error }).complaints[0]?.match(/Caused by: Error: round/g)).toHaveLength(3)
})
