import { join } from 'node:path'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import Libsql from 'libsql'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { Database } from '../repository/sql/database.js'
import { temporaryFolder } from '../testing/temporary-folder.js'
import { LibsqlPool } from './libsql-pool.js'
import { libsqlTransactions } from './libsql-transactions.js'
import { mostTogether, transactTogether } from './libsql-writes.js'

async function opened() {
  const connection = new Libsql(join(await temporaryFolder(), 'data.db'))
  connection.exec('create table words (word text not null)')
  const pool = new LibsqlPool(() => connection)
  onTestFinished(() => pool.close())
  const inTransaction = libsqlTransactions(pool)
  const exec = vi.spyOn(connection, 'exec')
  const transact = transactTogether()
  return {
    transact: <Result>(work: (transaction: Kysely<Database>) => Promise<Result>) => transact(inTransaction, work, undefined),
    write: (word: string | null) => transact(inTransaction, (transaction) => insert(transaction, word), undefined),
    words: () => connection.prepare('select word from words order by word').all().map((row) => (row as { word: string }).word),
    commits: () => exec.mock.calls.filter(([statement]) => statement === 'commit').length,
  }
}

async function insert(transaction: Kysely<Database>, word: string | null): Promise<string | null> {
  await sql`insert into words values (${word})`.execute(transaction)
  return word
}

it('begins at once, and lets the writes that come meanwhile share one wait for the disk, and acknowledges none before it', async () => {
  const { write, words, commits } = await opened()
  const committed = await Promise.all(['a', 'b', 'c', 'd'].map((word) => write(word).then(commits)))
  expect(committed).toEqual([1, 2, 2, 2])
  expect(words()).toEqual(['a', 'b', 'c', 'd'])
})

it('waits a turn after each, in which requests are read that came while the disk was waited for', async () => {
  const { write, commits } = await opened()
  const later = write('a').then(() => Promise.all(['b', 'c'].map((word) => new Promise((resolve) => setImmediate(() => resolve(write(word)))))))
  await later
  expect(commits()).toBe(2)
})

it('bounds how many wait together', async () => {
  const { write, commits } = await opened()
  await Promise.all(Array.from({ length: mostTogether + 2 }, (_, index) => write(`${index}`)))
  expect(commits()).toBe(3)
})

it('gives each write its own result, and undoes one that fails alone', async () => {
  const { transact, write, words } = await opened()
  const before = write('before')
  const breaking = transact(async (transaction) => {
    await insert(transaction, 'of the one that fails')
    throw new Error('changed its mind')
  })
  const results = await Promise.allSettled([write('a'), breaking, write(null), write('b')])
  expect(results).toEqual([
    { status: 'fulfilled', value: 'a' },
    { status: 'rejected', reason: new Error('changed its mind') },
    { status: 'rejected', reason: expect.objectContaining({ message: expect.stringContaining('NOT NULL') as string }) as unknown },
    { status: 'fulfilled', value: 'b' },
  ])
  await before
  expect(words()).toEqual(['a', 'b', 'before'])
})

it('undoes a write that fails when it is the only one', async () => {
  const { transact, write, words } = await opened()
  const breaking = transact(async (transaction) => {
    await insert(transaction, 'a')
    throw new Error('changed its mind')
  })
  await expect(breaking).rejects.toThrow('changed its mind')
  await write('b')
  expect(words()).toEqual(['b'])
})

it('lets all of them fail when the engine gives up the transaction, as on a full disk, and takes writes again', async () => {
  const { transact, write, words } = await opened()
  const before = write('before')
  const full = transact(async (transaction) => {
    await sql`rollback`.execute(transaction)
    throw new Error('database or disk is full')
  })
  const results = await Promise.allSettled([write('a'), full, write('b')])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  await before
  expect(words()).toEqual(['before'])
  await write('c')
  expect(words()).toEqual(['before', 'c'])
})
