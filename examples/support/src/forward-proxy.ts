import { createServer } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'

/** An HTTP proxy that remembers where it was asked to connect to. */
export interface ForwardProxy {
  readonly url: string
  /** Each `host:port` that a client wanted to reach through it. */
  readonly destinations: string[]
  close(): Promise<void>
}

/** Starts a proxy that opens tunnels, as a company's proxy does. */
export async function startForwardProxy(): Promise<ForwardProxy> {
  const destinations: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer()
  server.on('connect', ({ url = '' }, client: Socket) => {
    destinations.push(url)
    const { hostname, port } = new URL(`http://${url}`)
    const upstream = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      client.pipe(upstream).pipe(client)
    })
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => [client, upstream].forEach((each) => each.destroy()))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    destinations,
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
