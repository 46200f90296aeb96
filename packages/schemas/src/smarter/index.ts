export type * from './envelope/types.js'
export type * from './platform/types.js'
export type * from './chat/types.js'
export type * from './manifests/types.js'
