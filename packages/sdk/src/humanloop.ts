export * from '@smarter-api/prompts'
