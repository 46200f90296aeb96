export { type SchemaTable, type StandardSchema, type Validator, validator } from '@smarter-api/core'
export { isKnown, type OpenEnum } from '@smarter-api/schemas'
export { requests as humanloopRequests, responses as humanloopResponses } from '@smarter-api/schemas/humanloop'
export { checkManifest, type ManifestError, type ParsedManifest, parseManifest, requests as smarterRequests, responses as smarterResponses } from '@smarter-api/schemas/smarter'
