import { statSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Command } from 'commander'
import { StartError } from '../start-error.js'
import { option } from './option.js'
import { readText } from './read-values.js'

/** Where data is kept: in a file (`:memory:` for none), or in a database server. */
export type Storage = { dataFile: string } | { databaseURL: string }

interface StorageOptions {
  data: string
  databaseUrl?: string
}

const fileName = 'smarter.db'
const inMemory = ':memory:'

/** Lets a command be told where the data is. */
export function addStorageOptions(command: Command): Command {
  return command
    .optionsGroup('Data:')
    .addOption(option('--data <folder>', 'folder of the database, made when it is missing; :memory: keeps nothing').default('.smarter').argParser(readText))
    .addOption(option('--database-url <url>', 'Postgres in place of the folder, such as postgres://user@host/name; DATABASE_URL is read too').argParser(readText))
}

/**
 * Reads where the data is. What is said on the command line wins over variables, and the variables of this program over `DATABASE_URL`, which other
 * programs set for their own sake: it counts when it leads to Postgres.
 *
 * @throws {StartError} When a folder and a database server are named at once.
 */
export function readStorage(command: Command): Storage {
  const { data, databaseUrl } = command.opts<StorageOptions>()
  const [ofData, ofURL] = [rankOf(command, 'data'), rankOf(command, 'databaseUrl')]
  if (databaseUrl !== undefined && ofURL === ofData) throw new StartError('The data is either in a folder or in a database: set --data or --database-url, not both.')
  if (databaseUrl !== undefined && ofURL > ofData) return { databaseURL: databaseUrl }
  const { DATABASE_URL: shared = '' } = process.env
  return ofData === 0 && /^postgres(ql)?:/.test(shared) ? { databaseURL: shared } : { dataFile: dataFileOf(data) }
}

/** Tells a person where the data is, without a password. */
export function describeStorage(storage: Storage): string {
  if ('dataFile' in storage) return storage.dataFile === inMemory ? 'memory, until it stops' : storage.dataFile
  if (!URL.canParse(storage.databaseURL)) return 'Postgres'
  const { host, pathname } = new URL(storage.databaseURL)
  return `Postgres at ${host || 'its socket'}${pathname}`
}

/** A database file may be named itself: one that is there, or a name with an extension. */
function dataFileOf(data: string): string {
  const isNamed = kindOf(data) === 'file' || (kindOf(data) === 'missing' && extname(data) !== '' && !data.endsWith('/'))
  return data === inMemory || isNamed ? data : join(data, fileName)
}

function kindOf(path: string): 'file' | 'folder' | 'missing' {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file'
  } catch {
    return 'missing'
  }
}

function rankOf(command: Command, name: keyof StorageOptions): number {
  return ['default', 'env', 'cli'].indexOf(command.getOptionValueSource(name) ?? 'default')
}
