import { join } from 'node:path'
import { libsqlRepository } from '../node/libsql-repository.js'
import { memoryRepository } from '../repository/memory/memory-repository.js'
import type { Repository } from '../repository/repository.js'
import { temporaryFolder } from './temporary-folder.js'

/** Every engine that keeps the server's data: its name, and how a test opens an empty one. */
export const engines: [string, () => Promise<Repository>][] = [
  ['plain memory', async () => memoryRepository()],
  ['libSQL in memory', () => libsqlRepository()],
  ['libSQL in a file', async () => libsqlRepository(join(await temporaryFolder(), 'data.db'))],
]
