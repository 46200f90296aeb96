import { join } from 'node:path'
import Libsql from 'libsql'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.js'
import { LibsqlPool } from './libsql-pool.js'
import { libsqlRepository } from './libsql-repository.js'

const query = { sql: 'select 1 as one', parameters: [], queryId: { queryId: '1' }, query: { kind: 'RawNode', sqlFragments: [], parameters: [] } } as const
const closed = /closed/

it.each([':memory:', 'a file'])('refuses what comes after the end of a repository in %s, and the process goes on', async (place) => {
  const repository = await libsqlRepository(place === ':memory:' ? place : join(await temporaryFolder(), 'data.db'))
  await repository.close()
  await expect(repository.read(({ files }) => files.find({ id: 'a' }))).rejects.toThrow(closed)
  await expect(repository.write(({ files }) => files.remove('a'))).rejects.toThrow(closed)
})

it('closes a connection that is given back after the end, and lets its work end in peace', async () => {
  const database = new Libsql(':memory:')
  const pool = new LibsqlPool(() => database)
  const connection = pool.take()
  await connection.begin('write')
  pool.close()
  expect((await connection.executeQuery(query)).rows).toEqual([{ one: 1 }])
  connection.commit()
  pool.giveBack(connection)
  expect(database.open).toBe(false)
  expect(() => pool.take()).toThrow(closed)
})

it('lets a transaction fail whose database was closed by somebody else', async () => {
  const database = new Libsql(':memory:')
  const pool = new LibsqlPool(() => database)
  const connection = pool.take()
  await connection.begin('write')
  database.close()
  await expect(connection.executeQuery(query)).rejects.toThrow(closed)
  expect(() => connection.commit()).toThrow(closed)
  connection.rollback()
  pool.giveBack(connection)
  expect(database.open).toBe(false)
})
