import type { Records } from '../../repository/repository.js'
import { conflict } from '../refusals.js'
import type { FileVersion } from './file-kind.js'

/** Refuses to write about a file that was deleted since the request found it, while a model was at work. */
export async function refuseGone({ versions }: Records, { file, version }: FileVersion): Promise<void> {
  if ((await versions.find({ id: version.id })) !== undefined) return
  throw conflict(`The ${file.kind} "${file.path}" was deleted in the meantime. Nothing was kept.`)
}
