import { connect, type Socket } from 'node:net'
import { localServer } from '@smarter-api/test-support'

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
  const { server, url, ...listener } = await localServer((_, answer) => answer.writeHead(405).end())
  server.on('connect', ({ url: destination = '' }, client: Socket) => {
    destinations.push(destination)
    const { hostname, port } = new URL(`http://${destination}`)
    const upstream = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      client.pipe(upstream).pipe(client)
    })
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => [client, upstream].forEach((each) => each.destroy()))
    }
  })
  return {
    url,
    destinations,
    async close() {
      for (const socket of sockets) socket.destroy()
      await listener[Symbol.asyncDispose]()
    },
  }
}
