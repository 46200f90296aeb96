import { createServer, request } from 'node:http'

/**
 * Starts a proxy in front of a server that misbehaves on demand: with the header `x-demo-fault: busy` the first request of a call is
 * answered 503, with `x-demo-fault: silence` a request is never answered.
 */
export async function startFaultProxy(target) {
  const seen = new Set()
  const proxy = createServer((incoming, outgoing) => {
    const { 'x-demo-fault': fault, 'idempotency-key': key, ...headers } = incoming.headers
    if (fault === 'silence') return
    if (fault === 'busy' && !seen.has(key)) {
      seen.add(key)
      outgoing.writeHead(503, { 'content-type': 'application/json', 'retry-after-ms': '200' })
      outgoing.end('{"detail":"The demo made the server busy"}')
      return
    }
    const { hostname, port } = new URL(target)
    const forwarded = request({ hostname, port, path: incoming.url, method: incoming.method, headers: { ...headers, host: `${hostname}:${port}`, ...(key && { 'idempotency-key': key }) } }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    forwarded.on('error', () => outgoing.destroy())
    incoming.pipe(forwarded)
  })
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${proxy.address().port}`,
    close() {
      proxy.closeAllConnections()
      return new Promise((resolve) => proxy.close(resolve))
    },
  }
}
