import { route } from '../../http/route.js'
import type { Route } from '../../http/route.js'
import { deleteFile, getFileVersion, listFiles, moveFile, upsertFile } from './file-basics.js'
import { listFileEnvironments, removeFileDeployment, setFileDeployment, updateMonitoring } from './file-deployments.js'
import type { CallableKind, FileKind } from './file-kind.js'
import { deleteFileVersion, listFileVersions, patchFileVersion } from './file-versions.js'

/** Routes that every kind of file has alike. */
export function storageRoutes(kind: FileKind): Route[] {
  const base = `/${kind.collection}`
  return [
    route(`DELETE ${base}/{id}`, deleteFile(kind)),
    route(`PATCH ${base}/{id}`, moveFile(kind), { body: 'json' }),
    route(`DELETE ${base}/{id}/versions/{version_id}`, deleteFileVersion(kind)),
    route(`PATCH ${base}/{id}/versions/{version_id}`, patchFileVersion(kind), { body: 'json' }),
    route(`GET ${base}/{id}/environments`, listFileEnvironments(kind)),
    route(`POST ${base}/{id}/environments/{environment_id}`, setFileDeployment(kind)),
    route(`DELETE ${base}/{id}/environments/{environment_id}`, removeFileDeployment(kind)),
  ]
}

/** Routes of the kinds whose Logs can be judged: all but Datasets. */
export function monitoredFileRoutes(kind: CallableKind): Route[] {
  const base = `/${kind.collection}`
  return [
    route(`GET ${base}`, listFiles(kind)),
    route(`POST ${base}`, upsertFile(kind), { body: 'json' }),
    route(`GET ${base}/{id}`, getFileVersion(kind)),
    route(`GET ${base}/{id}/versions`, listFileVersions(kind)),
    route(`POST ${base}/{id}/evaluators`, updateMonitoring(kind), { body: 'json' }),
    ...storageRoutes(kind),
  ]
}
