import { join } from 'node:path'
import Libsql from 'libsql'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { ServerLogEntry } from '../options.js'
import { cutOffProxy } from '../testing/cut-off-proxy.js'
import { eventually } from '../testing/eventually.js'
import { emptySchema, isPostgresHere } from '../testing/postgres-schemas.js'
import { get, post, started, upsertPrompt } from '../testing/started.js'
import { temporaryFolder } from '../testing/temporary-folder.js'

it.runIf(isPostgresHere)('a Postgres that cannot be reached gives 503 until it can, and then all goes on', async () => {
  const { url: databaseURL, cut, mend } = await cutOffProxy(await emptySchema())
  const entries: ServerLogEntry[] = []
  const server = await started({ databaseURL, logger: (entry) => entries.push(entry) })
  const id = await upsertPrompt(server)
  const log = (output: string) => post(server, '/v5/prompts/log', { id, output }, { 'idempotency-key': output })
  cut()
  const { status, headers, text } = await log('meanwhile')
  expect([status, headers.get('retry-after'), headers.get('x-should-retry')]).toEqual([503, '1', 'true'])
  expect(JSON.parse(text)).toEqual({ detail: 'The database cannot be reached at the moment. Send the request again.' })
  expect(entries.at(-1)).toMatchObject({ level: 'error', status: 503, error: { trouble: 'lost', cause: expect.any(Error) as Error } })
  mend()
  await eventually(async () => expect((await fetch(`${server.url}/healthz`)).status).toBe(200))
  expect((await log('meanwhile')).status).toBe(200)
  expect(await get(server, `/v5/prompts/${id}`)).toMatchObject({ total_logs_count: 1 })
})

it('a file that another process holds for longer than the server waits gives 503, and later all goes on', async () => {
  const dataFile = join(await temporaryFolder(), 'data.db')
  const server = await started({ dataFile })
  const id = await upsertPrompt(server)
  const other = new Libsql(dataFile)
  other.exec('begin immediate')
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const waiting = post(server, '/v5/prompts/log', { id })
  // As long as it is answered: the pauses between its attempts pass at once.
  const hurrying = setInterval(() => vi.advanceTimersByTime(1000), 1)
  const { status, text } = await waiting.finally(() => clearInterval(hurrying))
  expect([status, JSON.parse(text)]).toEqual([503, { detail: 'The database is busy at the moment. Send the request again.' }])
  other.exec('rollback')
  other.close()
  vi.useRealTimers()
  expect((await post(server, '/v5/prompts/log', { id })).status).toBe(200)
})
