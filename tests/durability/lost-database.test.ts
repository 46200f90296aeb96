import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createClient, Refused } from './client.js'
import { startServer } from './server-process.js'
import { storages } from './storages.js'

const maySetUpDisks = process.platform === 'linux' && process.getuid?.() === 0
if (!maySetUpDisks) console.log('The test of a full disk is skipped: only root, on Linux, can set up a small one.')

/** What a refusal says: its status, whether and when to come again, and its words. */
async function refusalOf(call: Promise<unknown>): Promise<unknown[]> {
  const refused: unknown = await call.then(() => undefined, (error: unknown) => error)
  if (!(refused instanceof Refused)) throw new Error('It was not refused.', { cause: refused })
  return [refused.status, refused.headers.get('x-should-retry'), refused.headers.get('retry-after'), refused.message]
}

describe.each(storages.filter(([name]) => name !== 'libSQL'))('a server whose data is in %s', (_name, open) => {
  it('answers 503 while the database is gone, says why in its log, and goes on when it is back', async () => {
    const storage = await open()
    const server = await startServer(storage.options)
    const { call } = createClient(server.url)
    const { id } = await call('POST /v5/prompts', { path: 'a', model: 'm' })
    const log = (output: string) => call('POST /v5/prompts/log', { id, output }, { 'idempotency-key': output })
    await log('before')
    await storage.cluster?.kill()
    const gone = [503, 'true', '1', expect.stringContaining('The database cannot be reached at the moment. Send the request again.')]
    expect(await refusalOf(log('meanwhile'))).toEqual(gone)
    expect(await refusalOf(call('GET /v5/prompts'))).toEqual(gone)
    expect(await refusalOf(call('POST /v1/responses', { model: 'm', input: 'hi' }))).toEqual(gone)
    expect(await refusalOf(call('GET /healthz'))).toContain(503)
    expect(server.complaints.join('\n')).toMatch(/The database cannot be reached or used\.[^]*ENOENT/)
    await storage.cluster?.start()
    await vi.waitFor(() => call('GET /healthz'), { timeout: 10_000 })
    await log('meanwhile')
    expect(await call(`GET /v5/prompts/${String(id)}`)).toMatchObject({ total_logs_count: 2 })
    await storage.cluster?.kill()
    expect(await server.stop()).toBe(0)
  })
})

it.skipIf(!maySetUpDisks)('a server whose disk is full answers 507, still reads, and goes on when there is room', async () => {
  const folder = await smallDisk()
  const filler = join(folder, 'filler')
  await writeFile(filler, new Uint8Array(2_000_000))
  const server = await startServer(['--data', folder])
  const { call } = createClient(server.url)
  const { id } = await call('POST /v5/prompts', { path: 'a', model: 'm' })
  const log = (output: string) => call('POST /v5/prompts/log', { id, output })
  const big = 'x'.repeat(100_000)
  let kept = 0
  const filling = (async () => {
    for (;;) kept += Number(Boolean(await log(big)))
  })()
  const full = [507, 'false', null, expect.stringContaining('The disk of the database is full. Send the request again once there is room.')]
  expect(await refusalOf(filling)).toEqual(full)
  // Several at once share a transaction, which the engine may give up as a whole.
  expect(await Promise.all([big, big, big].map((output) => refusalOf(log(output))))).toEqual([full, full, full])
  expect(await call(`GET /v5/prompts/${String(id)}`)).toMatchObject({ total_logs_count: kept })
  expect(server.complaints.join('\n')).toContain('The disk of the database is full.')
  await rm(filler)
  await log(big)
  expect(await call(`GET /v5/prompts/${String(id)}`)).toMatchObject({ total_logs_count: kept + 1 })
  await writeFile(filler, new Uint8Array(4_000_000)).catch(() => undefined)
  expect(await server.stop()).toBe(0)
})

async function smallDisk(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'smarter-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder])
  onTestFinished(async () => {
    execFileSync('umount', ['--lazy', folder])
    await rm(folder, { recursive: true })
  })
  return folder
}
