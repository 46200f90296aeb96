export {
  APIConnectionError,
  APIError,
  APIStatusError,
  APITimeoutError,
  AuthenticationError,
  BadRequestError,
  type ClientOptions,
  ConfigurationError,
  createSmarterClient,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  type RequestOptions,
  type SmarterClient,
} from '@smarter-api/core'
export { type Manifests, manifests } from './facade.js'
export {
  apply as applyManifest,
  type ApplyManifestParams,
  describe as describeManifest,
  type DescribeManifestParams,
  version as getPlatformVersion,
} from './methods.js'
