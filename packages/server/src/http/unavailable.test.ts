import { expect, it } from 'vitest'
import type { ServerLogEntry } from '../options.js'
import { memoryRepository } from '../repository/memory/memory-repository.js'
import { RepositoryUnavailable } from '../repository/repository-unavailable.js'
import type { RepositoryTrouble } from '../repository/repository-unavailable.js'
import { connect } from '../testing/connect.js'
import type { Repository } from '../repository/repository.js'

const secret = 'told by the engine alone'

/** A repository whose writes fail as long as a trouble is set. */
function troubled(): { repository: Repository; trouble: RepositoryTrouble | undefined } {
  const repository = memoryRepository()
  const state: ReturnType<typeof troubled> = { trouble: undefined, repository: { ...repository, write } }
  async function write<Result>(...parameters: Parameters<typeof repository.write<Result>>): Promise<Result> {
    if (state.trouble !== undefined) throw new RepositoryUnavailable(state.trouble, { cause: new Error(secret) })
    return repository.write(...parameters)
  }
  return state
}

const lost = 'The database cannot be reached at the moment. Send the request again.'
const busy = 'The database is busy at the moment. Send the request again.'
const full = 'The disk of the database is full. Send the request again once there is room.'
const chat = { model: 'm', messages: [{ role: 'user', content: 'hi' }] }
const apply = { apiVersion: 'smarter.sh/v1', kind: 'Secret', metadata: { name: 'a', description: 'd', version: '0.1.0' }, spec: { config: { value: 'v' } } }

it.each([
  ['lost', 'POST /v5/prompts', { path: 'a', model: 'm' }, 503, { detail: lost }],
  ['busy', 'POST /v5/prompts', { path: 'a', model: 'm' }, 503, { detail: busy }],
  ['full', 'POST /v5/prompts', { path: 'a', model: 'm' }, 507, { detail: full }],
  ['lost', 'POST /v1/responses', { model: 'm', input: 'hi' }, 503, { error: { message: lost, type: 'server_error' } }],
  ['full', 'POST /v1/responses', { model: 'm', input: 'hi' }, 507, { error: { message: full, type: 'server_error' } }],
  ['lost', 'POST /api/v1/cli/apply/', apply, 503, { error: { errorClass: 'SmarterException', description: expect.stringContaining(lost) as string } }],
  ['full', 'POST /api/v1/cli/apply/', apply, 507, { error: { errorClass: 'SmarterException', description: full } }],
] as const)('a database that is %s is told by %s in the words of its API, and a moment later all is well', async (trouble, route, body, status, said) => {
  const entries: ServerLogEntry[] = []
  const state = troubled()
  const { send } = connect('', { repository: state.repository, logger: (entry) => entries.push(entry) })
  expect((await send('GET /v5/prompts')).status).toBe(200)
  state.trouble = trouble
  const answer = await send(route, body, { 'idempotency-key': 'k' })
  expect([answer.status, answer.body]).toMatchObject([status, said])
  expect(answer.text).not.toContain(secret)
  expect([answer.headers.get('x-should-retry'), answer.headers.get('retry-after')]).toEqual(trouble === 'full' ? ['false', null] : ['true', '1'])
  expect(entries.at(-1)).toMatchObject({ level: 'error', status, error: { trouble, cause: { message: secret } } })
  state.trouble = undefined
  expect((await send(route, body, { 'idempotency-key': 'k' })).status).toBeLessThan(300)
})

it('a stream whose end cannot be kept ends with an event that says so', async () => {
  const state = troubled()
  const { send } = connect('', { repository: state.repository })
  expect((await send('GET /v1/responses/none')).status).toBe(404)
  state.trouble = 'lost'
  const { status, text } = await send('POST /v1/responses', { ...chat, messages: undefined, input: 'hi', stream: true })
  expect([status, text.includes(lost)]).toEqual([200, true])
})
