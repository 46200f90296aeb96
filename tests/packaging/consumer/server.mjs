import { serve } from '@smarter-api/server/node'

const server = await serve({ port: 0 })
console.log(server.url)
