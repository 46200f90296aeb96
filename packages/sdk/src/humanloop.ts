export * from '@smarter-api/flows'
export * from '@smarter-api/logs'
export * from '@smarter-api/prompts'
export * from '@smarter-api/tools'
