import { route } from '../../http/route.js'
import type { Route } from '../../http/route.js'
import { listAnyFiles, retrieveByPath } from './find-any-file.js'

/** Routes of files of any kind. */
export const fileRoutes: Route[] = [
  route('GET /files', listAnyFiles),
  route('POST /files/retrieve-by-path', retrieveByPath, { body: 'json', reads: true }),
]
