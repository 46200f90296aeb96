import { join } from 'node:path'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { expect, it, onTestFinished } from 'vitest'
import { memoryRepository } from '../repository/memory/memory-repository.js'
import type { LogFilter, Repository } from '../repository/repository.js'
import type { Database } from '../repository/sql/database.js'
import { eventually } from '../testing/eventually.js'
import { day, ids, log } from '../testing/sample-records.js'
import { temporaryFolder } from '../testing/temporary-folder.js'
import { checkDatabase } from './check-database.js'
import { toDatabase } from './libsql-database.js'
import { openLibsql } from './libsql-repository.js'
import { countWaiting, indexSome } from './libsql-text-fill.js'

const fewLogs = 400
/** More than are looked through without asking the index. */
const manyLogs = 1500

async function untilTheEnd(opening: Promise<Repository>): Promise<Repository> {
  const repository = await opening
  onTestFinished(() => repository.close())
  return repository
}

/** The index is filled when a test says so, or by itself. */
async function opened({ least = Infinity } = {}) {
  const dataFile = join(await temporaryFolder(), 'data.db')
  const repository = await untilTheEnd(openLibsql(dataFile, { least }))
  const database = toDatabase(dataFile)
  onTestFinished(() => database.destroy())
  return { dataFile, repository, database, openAgain: () => untilTheEnd(openLibsql(dataFile, { least })) }
}

function waiting(database: Kysely<Database>): Promise<number> {
  return database.connection().execute(countWaiting)
}

function indexOnce(database: Kysely<Database>): Promise<void> {
  return database.transaction().execute(indexSome)
}

async function indexAll(database: Kysely<Database>): Promise<void> {
  while ((await waiting(database)) > 0) await indexOnce(database)
}

async function insert(repository: Repository, ...texts: string[]): Promise<void> {
  await repository.write(({ logs }) => logs.insertMany(texts.map((output, index) => log(`text_${index}`, { createdAt: day(2), content: { output } }))))
}

/** Logs beside those that a test is about. */
async function insertOthers(repository: Repository, count: number, prefix = 'other'): Promise<void> {
  const others = Array.from({ length: count }, (_, index) => log(`${prefix}_${index}`, { content: { output: `Nothing to see ${index}`, metadata: { number: index } } }))
  await repository.write(({ logs }) => logs.insertMany(others))
}

async function listed(repository: Repository, filter: Partial<LogFilter>): Promise<string[]> {
  const { items, total } = await repository.read(({ logs }) => logs.list({ offset: 0, limit: 5000, ...filter }))
  expect(total).toBe(items.length)
  return ids(items)
}

const oddTexts = [
  '100% of a_b', '%%% ___', `it's "quoted" text`, 'AND OR NOT NEAR("x" *) ^y', 'ÄRGER und Straße', 'ΣΊΣΥΦΟΣ', 'İstanbul', 'before\0after the end', '😀😃😄 faces', 'half \ud83d of one',
  '日本語のテキスト', 'a\nb\nc', 'back\\slash', 'ab', '\u{fffe}\u{ffff}\u{fffd} odd',
]
const searches = [
  ...oddTexts, '"quoted"', 's "q', 'or not', 'near(', 'AND OR', '0% of', 'straße', 'ärg',
  'σίσυφος', 'i̇st', 'after', 'e\0a', 'after the', '😃😄 ', '\ud83d of', '本語の', '\nb\n', 'k\\s', 'x', 'nowhere to be found', '* "', 'text_1',
]

it('finds what is found without it: whatever is indexed, new, changed or removed, and whatever the text', async () => {
  const { repository, database } = await opened()
  const plain = memoryRepository()
  const both = [repository, plain]
  const compare = async (when: string): Promise<void> => {
    const filters = searches.flatMap((text): Partial<LogFilter>[] => [
      { search: text }, { metadataSearch: text }, { ids: [text] }, { ids: [text, 'other_77'] }, { search: text, fileId: 'a' }, { search: text, from: day(2) },
      { search: text, sample: 2 },
    ])
    for (const filter of [...filters, { ids: [] }, { search: 'see 12', metadataSearch: '12' }, { search: 'nothing', ids: ['_99'] }]) {
      expect(await listed(repository, filter), `${when}: ${JSON.stringify(filter)}`).toEqual(await listed(plain, filter))
    }
  }
  for (const each of both) {
    await insertOthers(each, manyLogs)
    await insert(each, ...oddTexts)
    await each.write(({ logs }) => logs.insert(log('metadata', { content: { metadata: Object.fromEntries(oddTexts.map((text) => [text, text])) } })))
  }
  await indexOnce(database)
  await compare('partly indexed')
  await indexAll(database)
  await compare('indexed')
  for (const each of both) {
    await each.write(async ({ logs }) => {
      await logs.update('text_0', { content: { output: 'straße and 😃😄 ' } })
      await logs.update('text_2', { logStatus: 'complete' })
      await logs.update('text_4', { content: { output: 'else' } })
      await logs.remove(['text_3', 'other_12', 'other_77'])
      await logs.insert(log('late', { content: { output: 'before\0after the end' } }))
    })
  }
  await compare('changed')
  expect(await waiting(database)).toBe(3)
  await indexAll(database)
  await compare('changed and indexed')
})

it('gives pages of what it finds, and counts all of it, as far as the list goes and beyond', async () => {
  const { repository, database } = await opened()
  await insertOthers(repository, manyLogs)
  await insert(repository, ...Array.from({ length: 7 }, (_, index) => `needle ${index}`))
  await indexAll(database)
  const page = (offset: number, filter: Partial<LogFilter> = {}) =>
    repository.read(async ({ logs }) => {
      const { items, total } = await logs.list({ search: 'needle', offset, limit: 3, ...filter })
      return [total, ...ids(items)]
    })
  expect(await page(0)).toEqual([7, 'text_6', 'text_5', 'text_4'])
  expect(await page(6)).toEqual([7, 'text_0'])
  expect(await page(9)).toEqual([7])
  expect(await page(0, { limit: 0 })).toEqual([7])
  expect(await page(0, { sample: 2 })).toHaveLength(3)
  expect(await page(0, { search: 'needles' })).toEqual([0])
})

it('is asked for what it has, and for nothing else', async () => {
  const { repository, database } = await opened()
  await insertOthers(repository, manyLogs)
  await insert(repository, 'needle')
  await indexAll(database)
  await repository.write(({ logs }) => logs.insert(log('late', { content: { output: 'another needle' } })))
  expect(await listed(repository, { search: 'needle' })).toEqual(['text_0', 'late'])
  await sql`insert into log_texts (log_texts) values ('delete-all')`.execute(database)
  expect(await listed(repository, { search: 'needle' })).toEqual(['late'])
  expect(await listed(repository, { search: 'needle', from: day(2) })).toEqual(['text_0'])
  expect(await listed(repository, { search: 'le' })).toEqual(['text_0', 'late'])
})

it('holds long texts whole, though they are taken up in parts, and again from their beginning when they change meanwhile', async () => {
  const { repository, database } = await opened()
  const needles = Array.from({ length: 4000 }, (_, index) => `n${index}`)
  const text = needles.join(' is a needle 😀 ')
  await insertOthers(repository, manyLogs)
  await insert(repository, text)
  await indexAll(database)
  for (const needle of needles.filter((_, index) => index % 97 === 0)) expect(await listed(repository, { search: `${needle} is a needle 😀` })).toEqual(['text_0'])
  await repository.write(({ logs }) => logs.update('text_0', { content: { output: `second ${text}` } }))
  await indexOnce(database)
  await repository.write(({ logs }) => logs.update('text_0', { content: { output: `the third ${text}` } }))
  await indexAll(database)
  expect(await listed(repository, { search: 'the third n0' })).toEqual(['text_0'])
})

it('serves several processes, which fill it in turns and find what the others write', async () => {
  const { repository, database, openAgain } = await opened()
  const second = await openAgain()
  await insertOthers(repository, manyLogs)
  await insert(second, 'needle')
  for (let turn = 0; (await waiting(database)) > 9; turn += 1) {
    await Promise.all([indexOnce(database), repository.write(({ logs }) => logs.insert(log(`turn_${turn}`, { content: { output: `needle ${turn}` } })))])
    expect((await listed(second, { search: 'needle' })).length).toBe(turn + 2)
  }
  expect(await listed(repository, { search: 'needle' })).toEqual(await listed(second, { search: 'needle' }))
})

it('is as it was before when what was taken up last is cut off', async () => {
  const { repository, database, openAgain } = await opened()
  await insertOthers(repository, manyLogs)
  await insert(repository, 'needle')
  await indexOnce(database)
  const before = await waiting(database)
  await expect(database.transaction().execute(async (transaction) => {
    await indexSome(transaction)
    throw new Error('killed')
  })).rejects.toThrow('killed')
  expect(await waiting(database)).toBe(before)
  const again = await openAgain()
  expect(await listed(again, { search: 'needle' })).toEqual(['text_0'])
  await indexAll(database)
  expect(await listed(again, { search: 'needle' })).toEqual(['text_0'])
})

it('fills itself when many logs wait, while the repository is open, and for logs of earlier times', async () => {
  const { repository, database, openAgain, dataFile } = await opened({ least: 1000 })
  await insertOthers(repository, fewLogs)
  expect(await waiting(database)).toBe(fewLogs)
  await insertOthers(repository, manyLogs, 'more')
  await eventually(async () => expect(await waiting(database)).toBe(0))
  await sql`drop table log_texts`.execute(database)
  expect(await listed(repository, { search: 'see 14' })).toHaveLength(122)
  await insert(repository, 'still written')
  await repository.close()
  const again = await openAgain()
  expect(await listed(again, { search: 'see 14' })).toHaveLength(122)
  await eventually(async () => expect(await waiting(database)).toBe(0))
  expect(await listed(again, { search: 'still' })).toEqual(['text_0'])
  expect((await checkDatabase({ dataFile })).counts['logs']).toBe(fewLogs + manyLogs + 1)
})

it.each(['table log_texts_state', 'table log_texts_due', 'trigger log_texts_change'])('is made anew by the next start when its %s is gone, and only then', async (part) => {
  const { repository, database, openAgain } = await opened()
  await insertOthers(repository, manyLogs)
  await indexAll(database)
  await repository.close()
  await (await openAgain()).close()
  expect(await waiting(database)).toBe(0)
  await sql.raw(`drop ${part}`).execute(database)
  const again = await openAgain()
  expect(await waiting(database)).toBe(manyLogs)
  await indexAll(database)
  await again.write(({ logs }) => logs.update('other_1', { content: { output: 'needle' } }))
  expect(await listed(again, { search: 'needle' })).toEqual(['other_1'])
})

it('is named by a check of the database when it is damaged, with what to do', async () => {
  const { repository, database, openAgain, dataFile } = await opened()
  await insertOthers(repository, manyLogs)
  await indexAll(database)
  await sql`update log_texts_data set block = zeroblob(10) where id > 10`.execute(database)
  const { problems, note } = await checkDatabase({ dataFile })
  expect(problems[0]).toMatchObject({ table: 'log_texts', id: null, what: expect.stringContaining('malformed') as unknown, remedy: expect.stringContaining('drop table log_texts') as unknown })
  expect(note).toBeNull()
  await sql`drop table log_texts`.execute(database)
  await openAgain()
  expect((await checkDatabase({ dataFile })).problems.filter(({ table }) => table === 'log_texts')).toEqual([])
})

it('counts a long text once, in however many parts it is taken up, so that it is not made anew for them', async () => {
  const { repository, database } = await opened()
  await insert(repository, ...Array.from({ length: 3 }, (_, index) => `needle ${index} `.repeat(20_000)))
  await insertOthers(repository, fewLogs)
  await indexAll(database)
  const { rows } = await sql<{ entries: number }>`select entries from log_texts_state`.execute(database)
  expect(rows).toEqual([{ entries: fewLogs + 3 }])
})

it('is made anew when most of what it holds is gone', async () => {
  const { repository, database } = await opened()
  await insertOthers(repository, fewLogs)
  await insert(repository, 'needle')
  await indexAll(database)
  await sql`update log_texts_state set entries = 20000`.execute(database)
  await repository.write(({ logs }) => logs.insert(log('late')))
  await indexOnce(database)
  const { rows } = await sql<{ entries: number }>`select entries from log_texts_state`.execute(database)
  expect(rows[0]?.entries).toBeLessThanOrEqual(fewLogs + 2)
  await indexAll(database)
  expect(await listed(repository, { search: 'needle' })).toEqual(['text_0'])
})
