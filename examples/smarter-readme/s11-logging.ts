import { Smarter } from '@smarter-api/sdk'

// Logs as SMARTER_LOG says: `info` for one line per attempt, `debug` for headers too. The key is never among them.
const client = new Smarter()
await client.manifests.version()
