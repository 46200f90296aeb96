// Answers the calls of every contestant, and swallows uploads. Tells its address to the process that started it.
import { createServer } from 'node:http'
import { wires } from './payloads.mjs'

const answers = new Map(Object.values(wires).map(({ path, answer }) => [path, Buffer.from(JSON.stringify(answer))]))

const server = createServer(async (request, response) => {
  let size = 0
  for await (const chunk of request) size += chunk.length
  const answer = answers.get(request.url.split('?')[0]) ?? Buffer.from(JSON.stringify({ id: 'file_1', object: 'file', bytes: size }))
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length, 'x-request-id': 'req_0123456789' })
  response.end(answer)
})

process.on('disconnect', () => process.exit())
server.keepAliveTimeout = 0
server.listen(0, '127.0.0.1', () => process.send({ value: `http://127.0.0.1:${server.address().port}` }))
