export { isKnown, type OpenEnum } from './open-enum.js'
export type { Entries, Schema } from './entries.js'
