import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Libsql from 'libsql'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { get, post, started, upsertPrompt } from '../testing/started.js'
import { olderDatabase } from '../testing/older-database.js'
import { temporaryFolder } from '../testing/temporary-folder.js'
import { toDatabase } from './libsql-database.js'
import { libsqlRepository } from './libsql-repository.js'
import { serve } from './serve.js'
import { StartError } from './start-error.js'

async function refused(dataFile: string): Promise<string> {
  const failure: unknown = await serve({ dataFile }).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(StartError)
  const { message } = failure as StartError
  expect(message).toContain(dataFile)
  expect(message).not.toContain('\n')
  return message
}

describe('a database file', () => {
  it('is made with its folders, and found again by the next server', async () => {
    const dataFile = join(await temporaryFolder(), 'deep/er/data.db')
    const first = await serve({ dataFile })
    const id = await upsertPrompt(first)
    await post(first, '/v5/prompts/log', { id }, { 'idempotency-key': 'k' })
    await first.close()
    const second = await started({ dataFile })
    expect(await get(second, `/v5/prompts/${id}`)).toMatchObject({ path: 'a', total_logs_count: 1 })
    const repeated = await post(second, '/v5/prompts/log', { id }, { 'idempotency-key': 'k' })
    expect(repeated.headers.get('idempotent-replayed')).toBe('true')
  })

  it('holds all that was written, by itself, once its server is closed', async () => {
    const dataFile = join(await temporaryFolder(), 'data.db')
    const first = await serve({ dataFile })
    const id = await upsertPrompt(first)
    await first.close()
    const copy = join(await temporaryFolder(), 'copy.db')
    await copyFile(dataFile, copy)
    expect(await get(await started({ dataFile: copy }), `/v5/prompts/${id}`)).toMatchObject({ path: 'a' })
  })

  it('takes writes that are on the disk when they are acknowledged', async () => {
    const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(toDatabase(join(await temporaryFolder(), 'data.db')))
    expect(rows).toEqual([{ synchronous: 2 }])
  })

  it('is shared by two processes\' connections without losing a write', async () => {
    const dataFile = join(await temporaryFolder(), 'data.db')
    const [one, other] = [await started({ dataFile }), await started({ dataFile })]
    const id = await upsertPrompt(one)
    const writes = Array.from({ length: 60 }, (_, number) => post(number % 2 === 0 ? one : other, '/v5/prompts/log', { id }))
    expect(new Set((await Promise.all(writes)).map(({ status }) => status))).toEqual(new Set([200]))
    expect((await get(other, `/v5/prompts/${id}`))['total_logs_count']).toBe(60)
  })

  it('takes writes again after another process has held it for a while', async () => {
    const dataFile = join(await temporaryFolder(), 'data.db')
    const server = await started({ dataFile })
    const id = await upsertPrompt(server)
    const other = new Libsql(dataFile)
    other.exec('begin immediate')
    const waiting = post(server, '/v5/prompts/log', { id })
    expect(await get(server, `/v5/prompts/${id}`)).toMatchObject({ total_logs_count: 0 })
    other.exec('rollback')
    other.close()
    expect((await waiting).status).toBe(200)
    expect((await post(server, '/v5/prompts/log', { id })).status).toBe(200)
    expect(await get(server, `/v5/prompts/${id}`)).toMatchObject({ total_logs_count: 2 })
  })

  it('is made by several servers that start at once', async () => {
    const dataFile = join(await temporaryFolder(), 'data.db')
    const servers = await Promise.all(Array.from({ length: 5 }, () => started({ dataFile })))
    const ids = await Promise.all(servers.map(upsertPrompt))
    expect(new Set(ids).size).toBe(1)
  })

  it('of the first release is brought up to date', async () => {
    const dataFile = join(await temporaryFolder(), 'data.db')
    await olderDatabase(dataFile, 1, [{ id: 'pr_1', path: 'Ärger' }])
    const server = await started({ dataFile })
    expect(await get(server, '/v5/prompts/pr_1')).toMatchObject({ version_logs_count: 1, total_logs_count: 1 })
    expect(await get(server, '/v5/prompts?name=%C3%A4rg')).toMatchObject({ total: 1 })
  })

  it('that is no database is refused and stays as it is', async () => {
    const dataFile = join(await temporaryFolder(), 'notes.txt')
    const notes = 'Dear diary, this is not a database. '.repeat(50)
    await writeFile(dataFile, notes)
    expect(await refused(dataFile)).toMatch(/is not a database\. Choose another file/)
    expect(await readFile(dataFile, 'utf8')).toBe(notes)
  })

  it('of a newer release is refused and stays as it is', async () => {
    const dataFile = join(await temporaryFolder(), 'data.db')
    await (await libsqlRepository(dataFile)).close()
    const newer = new Libsql(dataFile)
    newer.exec('update schema_version set version = 999')
    newer.exec('pragma wal_checkpoint(truncate)')
    newer.close()
    const before = await readFile(dataFile)
    expect(await refused(dataFile)).toMatch(/newer release .*Update/)
    expect(Buffer.compare(await readFile(dataFile), before)).toBe(0)
  })

  it('of another program is refused and stays as it is', async () => {
    const dataFile = join(await temporaryFolder(), 'other.db')
    const other = new Libsql(dataFile)
    other.exec('create table songs (title text)')
    other.exec('create table schema_version (version integer)')
    other.close()
    const before = await readFile(dataFile)
    expect(await refused(dataFile)).toContain('another program')
    expect(Buffer.compare(await readFile(dataFile), before)).toBe(0)
  })

  it('that is a folder, or lies below a file, is refused', async () => {
    const folder = await temporaryFolder()
    expect(await refused(folder)).toContain('is a folder')
    await writeFile(join(folder, 'file'), '')
    await expect(serve({ dataFile: join(folder, 'file/data.db') })).rejects.toThrow(/folder .* cannot be made or read \(\w+\)\. Choose another place/)
  })
})
