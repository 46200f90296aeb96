import type { AnyFile } from '@smarter-api/schemas/humanloop'
import type { Records } from '../../repository/repository.js'
import { kindNamed } from './file-kinds.js'
import { findVersions } from './find-versions.js'
import { presentMixedFiles } from './present-file.js'

/** Puts versions of any files into their wire form, each once, by their ids. Those whose file is gone are left out. */
export async function presentVersions(records: Records, ids: Iterable<string>): Promise<Map<string, AnyFile>> {
  return presentMixedFiles(records, await findVersions(records, ids), kindNamed)
}
