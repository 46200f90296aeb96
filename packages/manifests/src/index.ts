export { createSmarterClient, type SmarterClient } from '@smarter-api/core'
export * from '@smarter-api/core/errors'
export { type Manifests, manifests } from './facade.js'
export {
  apply as applyManifest,
  type ApplyManifestParams,
  describe as describeManifest,
  type DescribeManifestParams,
  version as getPlatformVersion,
} from './methods.js'
export type { CommandResponse, DescribeResponse, ManifestKind, ManifestOf, SmarterManifest, VersionResponse } from '@smarter-api/schemas/smarter'
