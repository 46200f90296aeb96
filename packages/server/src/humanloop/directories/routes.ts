import { json } from '../../http/answer.js'
import { route } from '../../http/route.js'
import type { Route } from '../../http/route.js'
import { createDirectory, deleteDirectory, updateDirectory } from './change-directory.js'
import { getDirectory } from './find-directory.js'
import { presentDirectory, presentDirectoryContent } from './present-directory.js'

export const directoryRoutes: Route[] = [
  route('GET /directories', ({ services }) =>
    services.repository.read(async ({ directories }) => json((await directories.list()).map(presentDirectory))),
  ),
  route('POST /directories', createDirectory, { body: 'json' }),
  route('GET /directories/{id}', ({ services, param }) =>
    services.repository.read(async (records) => json(await presentDirectoryContent(records, await getDirectory(records, param('id'))))),
  ),
  route('PATCH /directories/{id}', updateDirectory, { body: 'json' }),
  route('DELETE /directories/{id}', deleteDirectory),
]
