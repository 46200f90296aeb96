import type { Command } from 'commander'
import type { Repository } from '../../repository/repository.js'
import { requireDataFile } from '../data-folder.js'
import { inMemory } from '../libsql-database.js'
import { openRepository } from '../open-repository.js'
import { readStorage } from './storage-options.js'

/** Opens the data that a command was led to, and closes it when the work is done. */
export async function withRepository<Result>(command: Command, work: (repository: Repository) => Promise<Result>): Promise<Result> {
  const repository = await openRepository(readStorage(command))
  try {
    return await work(repository)
  } finally {
    await repository.close()
  }
}

/** Does the same with data that is there already, and makes none. */
export async function withKeptRepository<Result>(command: Command, work: (repository: Repository) => Promise<Result>): Promise<Result> {
  const storage = readStorage(command)
  if ('dataFile' in storage && storage.dataFile !== inMemory) requireDataFile(storage.dataFile)
  return withRepository(command, work)
}
