import { CompiledQuery } from 'kysely'
import { Client, Pool } from 'pg'
import type { PoolClient } from 'pg'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Repository } from '../repository/repository.js'
import { UniqueConflict } from '../repository/unique-conflict.js'
import { emptySchema, isPostgresHere } from '../testing/postgres-schemas.js'
import { file, log, version } from '../testing/sample-records.js'
import { PostgresConnection } from './postgres-connection.js'
import { postgresRepository } from './postgres-repository.js'

const turn = () => new Promise((resolve) => setImmediate(resolve))

/** A client whose statements are answered when the test says so, in their order. */
function scripted({ pipeline = true } = {}) {
  const sent: string[] = []
  const unanswered: { answer(): void; refuse(error: Error): void }[] = []
  const query = (sql: string) =>
    new Promise((resolve, reject) => {
      sent.push(sql)
      unanswered.push({ answer: () => resolve({ command: sql.toUpperCase(), rows: [], rowCount: 0 }), refuse: reject })
    })
  const release = vi.fn()
  const connection = new PostgresConnection(Object.assign(new Client(), { pipeline, query, release }))
  const run = (sql: string) => connection.executeQuery(CompiledQuery.raw(sql, ['value']))
  const answer = () => (unanswered.shift()?.answer(), turn())
  const refuse = (error: Error) => (unanswered.shift()?.refuse(error), turn())
  return { connection, run, sent, release, answer, refuse }
}

describe('a connection to Postgres', () => {
  it('sends how a transaction begins along with its first statement, and what gives no rows along with the next one', async () => {
    const { connection, run, sent, answer } = scripted()
    connection.begin('write')
    const found = run('select 1')
    await turn()
    expect(sent).toEqual([expect.stringMatching(/^start transaction/), 'select 1'])
    await Promise.all([found, answer().then(answer)])
    await run('insert into a')
    await run('update b')
    const committed = connection.commit()
    expect(sent.slice(2)).toEqual(['insert into a', 'update b', 'commit'])
    await Promise.all([committed, answer().then(answer).then(answer)])
  })

  it('changes nothing before its transaction has begun', async () => {
    const { connection, run, sent, refuse } = scripted()
    connection.begin('write')
    const changed = run('insert into a')
    changed.catch(() => undefined)
    await refuse(new Error('cancelled'))
    await expect(changed).rejects.toThrow('cancelled')
    expect(sent).toHaveLength(1)
  })

  it('waits for what gives rows, and for all outside of a transaction', async () => {
    for (const isWithin of [true, false]) {
      const { connection, run, answer } = scripted()
      if (isWithin) connection.begin('write')
      const statement = run(isWithin ? 'insert into a\nreturning id' : 'insert into a')
      const isAnswered = vi.fn()
      void statement.then(isAnswered)
      if (isWithin) await answer()
      await turn()
      expect(isAnswered).not.toHaveBeenCalled()
      await Promise.all([statement, answer()])
    }
  })

  it('is given back when a read has ended, for which nobody waits', async () => {
    const { connection, run, sent, release, answer } = scripted()
    connection.begin('read')
    const found = run('select 1')
    await Promise.all([found, answer().then(answer)])
    await connection.commit()
    connection.release()
    await turn()
    expect([sent.at(-1), release.mock.calls]).toEqual(['commit', []])
    await answer()
    expect(release.mock.calls).toEqual([[false]])
  })

  it('waits when many statements are on their way', async () => {
    const { connection, run, sent, answer } = scripted()
    connection.begin('write')
    await Promise.all([run('select 1'), answer().then(answer)])
    const working = (async () => {
      for (let index = 0; index < 30; index += 1) await run('insert into a')
    })()
    await turn()
    expect(sent.length).toBeLessThan(15)
    for (let index = 0; index < 30; index += 1) await answer()
    await working
    expect(sent).toHaveLength(32)
  })

  it('sends one statement after the other where the client has no pipeline', async () => {
    const { connection, run, sent, answer } = scripted({ pipeline: false })
    connection.begin('write')
    const found = run('select 1')
    await turn()
    expect(sent).toHaveLength(1)
    await answer()
    expect(sent.slice(1)).toEqual(['select 1'])
    await Promise.all([found, answer()])
    await run('insert into a')
    const committed = connection.commit()
    await turn()
    expect(sent.slice(2)).toEqual(['insert into a'])
    await answer()
    expect(sent.slice(3)).toEqual(['commit'])
    await Promise.all([committed, answer()])
  })
})

describe.runIf(isPostgresHere).each([true, false])('a write in Postgres, with a pipeline: %s', (pipeline) => {
  /** The client of an older `pg` has none, and complains where it finds that one is taken for granted. */
  async function opened(): Promise<Repository> {
    const connect = Pool.prototype.connect as () => Promise<PoolClient>
    vi.spyOn(Pool.prototype, 'connect').mockImplementation(async function (this: Pool) {
      return Object.assign(await connect.call(this), { pipeline })
    })
    const complained = vi.spyOn(process, 'emitWarning')
    const repository = await postgresRepository(await emptySchema())
    onTestFinished(async () => {
      await repository.close()
      expect(complained).not.toHaveBeenCalled()
      vi.restoreAllMocks()
    })
    return repository
  }

  it('tells which statement failed, however late that is heard of, and keeps nothing', async () => {
    const repository = await opened()
    const twice = repository.write(async ({ files, versions }) => {
      await files.insert(file('a'))
      await versions.insert(version('v'))
      await files.insert(file('a'))
      await versions.insert(version('w'))
      return 'done'
    })
    await expect(twice).rejects.toThrow(UniqueConflict)
    const asked = repository.write(async ({ files }) => {
      await files.insert(file('a'))
      await files.insert(file('a'))
      return files.find({ id: 'a' })
    })
    await expect(asked).rejects.toThrow(UniqueConflict)
    expect(await repository.read(({ versions }) => versions.listByIds(['v', 'w']))).toEqual([])
    expect(await repository.read(({ files }) => files.find({ id: 'a' }))).toBeUndefined()
  })

  it('sees what it wrote before', async () => {
    const repository = await opened()
    const uses = await repository.write(async ({ logs }) => {
      await logs.insert(log('one'))
      await logs.insertMany([log('two')])
      return logs.countUses([log('one').fileId])
    })
    expect(uses).toMatchObject([{ logs: 2 }])
  })
})

it.runIf(isPostgresHere)('a Log is written while Postgres is waited for twice', async () => {
  const repository = await postgresRepository(await emptySchema())
  onTestFinished(() => repository.close())
  await repository.write(({ files }) => files.insert(file('a')))
  const { query } = Client.prototype
  let [unanswered, waits] = [0, 0]
  const spy = vi.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...given: unknown[]) {
    if (unanswered === 0) waits += 1
    unanswered += 1
    const hear = () => void (unanswered -= 1)
    const answered = Reflect.apply(query, this, given) as Promise<unknown>
    answered.then(hear, hear)
    return answered as never
  })
  onTestFinished(() => spy.mockRestore())
  const kept = repository.write(async ({ files, logs }) => {
    const found = await files.findServed({ path: file('a').path })
    await logs.insert(log('kept'))
    return found?.file
  }, { about: 'kept' })
  expect([await kept, waits]).toEqual([file('a'), 2])
})
