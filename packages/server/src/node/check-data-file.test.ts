import { chown, copyFile, open, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import Libsql from 'libsql'
import { describe, expect, it } from 'vitest'
import { migrations } from '../repository/sql/migrations.js'
import { eventually } from '../testing/eventually.js'
import { olderDatabase } from '../testing/older-database.js'
import { temporaryFolder } from '../testing/temporary-folder.js'
import { withPrompt } from '../testing/with-prompt.js'
import { checkDatabase } from './check-database.js'
import { libsqlRepository } from './libsql-repository.js'
import { StartError } from './start-error.js'

async function newFile(): Promise<string> {
  return join(await temporaryFolder(), 'data.db')
}

/** Statements end when they are collected, and the files beside a database with the last of them. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc()')
}

async function refusal(dataFile: string | undefined): Promise<string> {
  const failure: unknown = await checkDatabase({ dataFile }).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(StartError)
  return (failure as StartError).message
}

function change(dataFile: string, statements: string): void {
  const database = new Libsql(dataFile)
  database.exec(statements)
  database.close()
}

/** A database whose server was killed: its last writes are in the journal alone. */
async function abandoned(): Promise<{ dataFile: string; before: Buffer[] }> {
  const running = await newFile()
  const repository = await libsqlRepository(running)
  await withPrompt({}, { repository })
  const dataFile = await newFile()
  for (const ending of ['', '-wal']) await copyFile(running + ending, dataFile + ending)
  await repository.close()
  return { dataFile, before: await contentsOf(dataFile) }
}

function contentsOf(dataFile: string): Promise<Buffer[]> {
  return Promise.all([readFile(dataFile), readFile(`${dataFile}-wal`)])
}

describe('a check of a data file', () => {
  it('leaves an older one as it is, and says that the server will update it', async () => {
    const dataFile = await newFile()
    await olderDatabase(dataFile, 2, [{ id: 'pr_1', path: 'a' }])
    const before = await readFile(dataFile)
    const { schemaVersion, problems, note } = await checkDatabase({ dataFile })
    expect([schemaVersion, problems]).toEqual([2, []])
    expect(note).toContain(`will be updated to ${migrations.length} when the server starts`)
    expect(Buffer.compare(await readFile(dataFile), before)).toBe(0)
  })

  it('leaves nothing beside it, once the engine has let go of its statements', async () => {
    const made = await newFile()
    const repository = await libsqlRepository(made)
    await withPrompt({}, { repository })
    await repository.close()
    const dataFile = await newFile()
    await copyFile(made, dataFile)
    const before = await readFile(dataFile)
    expect(await checkDatabase({ dataFile })).toMatchObject({ counts: { files: 1 }, problems: [] })
    await eventually(async () => {
      collectGarbage()
      expect(await readdir(dirname(dataFile))).toEqual(['data.db'])
    })
    expect(Buffer.compare(await readFile(dataFile), before)).toBe(0)
  })

  it('sees what a killed server left in the journal, and leaves it there', async () => {
    const { dataFile, before } = await abandoned()
    expect(await checkDatabase({ dataFile })).toMatchObject({ counts: { files: 1 }, problems: [] })
    expect(await contentsOf(dataFile)).toEqual(before)
  })

  it('by root gives what the engine makes beside it to its owner', async ({ skip }) => {
    skip(process.getuid?.() !== 0, 'Only root can give files to others.')
    const { dataFile } = await abandoned()
    for (const file of [dataFile, `${dataFile}-wal`]) await chown(file, 65_534, 65_534)
    await checkDatabase({ dataFile })
    const owners = await Promise.all((await readdir(dirname(dataFile))).map(async (name) => [name, (await stat(join(dirname(dataFile), name))).uid]))
    expect(owners).toEqual([['data.db', 65_534], ['data.db-shm', 65_534], ['data.db-wal', 65_534]])
  })

  it('refuses one of a newer release or another program, one that is none, and one that is not there', async () => {
    const dataFile = await newFile()
    await (await libsqlRepository(dataFile)).close()
    change(dataFile, 'update schema_version set version = 999')
    expect(await refusal(dataFile)).toMatch(/newer release \(schema 999.*Update/)

    const songs = await newFile()
    change(songs, 'create table songs (title text)')
    expect(await refusal(songs)).toContain('another program')

    const notes = await newFile()
    await writeFile(notes, 'Dear diary, this is not a database. '.repeat(50))
    expect(await refusal(notes)).toContain('is not a database')

    const missing = await newFile()
    expect(await refusal(missing)).toMatch(/There is no database .*data\.db\. Name the file/)
    expect(await readdir(dirname(missing))).toEqual([])
    expect(await refusal(undefined)).toContain('Name its file, or its URL')
    expect(await refusal(':memory:')).toContain('Name its file, or its URL')
  })

  it('tells that its pages are damaged', async () => {
    const dataFile = await newFile()
    const repository = await libsqlRepository(dataFile)
    const { ask, id } = await withPrompt({}, { repository })
    await ask('POST /prompts/log', {}, { id, output: 'x'.repeat(100_000) })
    await repository.close()
    const { length } = await readFile(dataFile)
    for (const from of [length / 2, 100]) {
      const handle = await open(dataFile, 'r+')
      await handle.write(Buffer.alloc(16_384, 0xff), 0, 16_384, from)
      await handle.close()
      const { problems, note } = await checkDatabase({ dataFile })
      expect(problems[0]).toEqual({ table: null, id: null, what: expect.stringMatching(/^The engine reports: /) as unknown, remedy: expect.stringContaining('backup') as unknown })
      expect(note).toContain('rows were not checked')
    }
  })
})
