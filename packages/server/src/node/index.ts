export { libsqlRepository } from './libsql-repository.js'
export { serve } from './serve.js'
export type { RunningServer, ServeOptions } from './serve.js'
export { StartError } from './start-error.js'
