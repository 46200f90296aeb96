import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterEach, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.js'
import { addStorageOptions, describeStorage, readStorage } from './storage-options.js'

afterEach(() => vi.unstubAllEnvs())

function storageOf(args: string[], variables: Record<string, string> = {}) {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  const command = addStorageOptions(new Command()).exitOverride()
  command.parse(args, { from: 'user' })
  return readStorage(command)
}

const [one, other] = ['postgres://host/one', 'postgresql://host/other']

it('keeps data in a folder of its own unless it is told otherwise', () => {
  expect(storageOf([])).toEqual({ dataFile: '.smarter/smarter.db' })
  expect(storageOf(['--data', 'kept'])).toEqual({ dataFile: 'kept/smarter.db' })
  expect(storageOf(['--data', 'kept.d/'])).toEqual({ dataFile: 'kept.d/smarter.db' })
  expect(storageOf(['--data', ':memory:'])).toEqual({ dataFile: ':memory:' })
})

it('takes the name of a file for what it is: one that is there, or one with an extension', async () => {
  const folder = await temporaryFolder()
  const [file, dotted] = [join(folder, 'data'), join(folder, 'v1.2')]
  await writeFile(file, '')
  await mkdir(dotted)
  expect(storageOf(['--data', file])).toEqual({ dataFile: file })
  expect(storageOf(['--data', join(folder, 'new.db')])).toEqual({ dataFile: join(folder, 'new.db') })
  expect(storageOf(['--data', dotted])).toEqual({ dataFile: join(dotted, 'smarter.db') })
})

it.each<[string[], Record<string, string>, string]>([
  [['--database-url', one], {}, one],
  [[], { SMARTER_SERVER_DATABASE_URL: one }, one],
  [[], { DATABASE_URL: other }, other],
  [[], { SMARTER_SERVER_DATABASE_URL: one, DATABASE_URL: other }, one],
  [['--database-url', one], { SMARTER_SERVER_DATA: 'kept' }, one],
])('keeps data in Postgres for %j and %j', (args, variables, databaseURL) => {
  expect(storageOf(args, variables)).toEqual({ databaseURL })
})

it.each<[string[], Record<string, string>]>([
  [['--data', 'kept'], { SMARTER_SERVER_DATABASE_URL: one }],
  [['--data', 'kept'], { DATABASE_URL: one }],
  [[], { SMARTER_SERVER_DATA: 'kept', DATABASE_URL: one }],
])('keeps data in the folder for %j and %j', (args, variables) => {
  expect(storageOf(args, variables)).toEqual({ dataFile: 'kept/smarter.db' })
})

it('takes no notice of a DATABASE_URL that leads to another engine', () => {
  expect(storageOf([], { DATABASE_URL: 'mysql://host/name' })).toEqual({ dataFile: '.smarter/smarter.db' })
})

it('refuses two places at once', () => {
  expect(() => storageOf(['--data', 'kept', '--database-url', one])).toThrow('set --data or --database-url, not both')
  expect(() => storageOf([], { SMARTER_SERVER_DATA: 'kept', SMARTER_SERVER_DATABASE_URL: one })).toThrow('not both')
})

it('tells where the data is, and no password', () => {
  expect(describeStorage({ dataFile: 'kept/smarter.db' })).toBe('kept/smarter.db')
  expect(describeStorage({ dataFile: ':memory:' })).toBe('memory, until it stops')
  expect(describeStorage({ databaseURL: 'postgres://user:secret@host:5433/name?password=secret' })).toBe('Postgres at host:5433/name')
  expect(describeStorage({ databaseURL: 'postgres:///name?host=/run' })).toBe('Postgres at its socket/name')
  expect(describeStorage({ databaseURL: 'postgres://user:sec ret@host' })).not.toContain('sec')
})
