export { createHumanloopClient, type HumanloopClient } from '@smarter-api/core'
export * from '@smarter-api/core/errors'
