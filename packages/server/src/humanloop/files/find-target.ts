import type { VersionSelector } from '@smarter-api/schemas/humanloop'
import type { Services } from '../../http/route.js'
import type { Records } from '../../repository/repository.js'
import { badRequest, notFound } from '../refusals.js'
import { chooseVersion } from './choose-version.js'
import type { CallableKind, FileVersion } from './file-kind.js'
import { findServed } from './find-file.js'
import type { FileReference } from './find-file.js'
import { saveVersion } from './save-version.js'

/** A call or a Log: what it is about. */
export interface TargetRequest {
  body: FileReference
  query: VersionSelector
  services: Services
}

/**
 * Finds the version that a call or a Log is about. A definition in the body is looked up by its content, and made when it is new; that
 * needs records that may be written to.
 */
export async function findTarget(records: Records, kind: CallableKind, { body, query, services }: TargetRequest): Promise<FileVersion> {
  const definition = kind.definitionIn(body)
  const isChosen = query.version_id !== undefined || query.environment !== undefined
  if (definition === undefined || definition === null) {
    const found = await findServed(records, kind, body)
    if (found === undefined) throw notFound(`${kind.label} with path "${body.path}" not found. Upsert it first, or send its definition along.`)
    const { file, version } = found
    return { file, version: version !== undefined && !isChosen ? version : await chooseVersion(records, kind, file, query) }
  }
  if (isChosen) {
    throw badRequest(`The body defines a version already: leave that out, or version_id and environment.`)
  }
  return saveVersion(records, services, kind, body, await kind.toContent(records, definition))
}

/** The same in a transaction of its own, with what else is to be read of it. */
export async function findTargetNow<Read>(
  kind: CallableKind,
  request: TargetRequest,
  read: (records: Records, target: FileVersion) => Promise<Read>,
): Promise<{ target: FileVersion; read: Read }> {
  const { repository } = request.services
  const find = async (records: Records): Promise<{ target: FileVersion; read: Read }> => {
    const target = await findTarget(records, kind, request)
    return { target, read: await read(records, target) }
  }
  return kind.definitionIn(request.body) ? repository.write(find) : repository.read(find)
}
