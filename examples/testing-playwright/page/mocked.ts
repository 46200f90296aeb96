import { seed } from '@smarter-api/server'
import { handlers } from '@smarter-api/server/msw'
import { setupWorker } from 'msw/browser'

const platform = handlers()
await seed(platform, { prompts: { answer: { path: 'support/answer', model: 'gpt-4o' } } })
await setupWorker(...platform).start({ onUnhandledRequest: 'bypass', quiet: true })
await import('./app.js')
