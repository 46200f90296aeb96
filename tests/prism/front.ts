import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Stands in front of a server and passes everything on, unless it is told to answer with nonsense. */
export interface Front {
  readonly url: string
  nonsense: boolean
  close(): Promise<void>
}

/** Listens on a free port in front of the server at `upstream`. */
export async function startFront(upstream: string): Promise<Front> {
  const listener = createServer((incoming, outgoing) => {
    if (front.nonsense) {
      incoming.resume()
      outgoing.writeHead(200, { 'content-type': 'application/json' }).end('"nonsense"')
      return
    }
    const { method, headers, url } = incoming
    const onward = request(`${upstream}${url}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const front: Front = {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    nonsense: false,
    close: () => stop(listener),
  }
  return front
}

function stop(listener: Server): Promise<void> {
  return new Promise((resolve) => {
    listener.close(() => resolve())
    listener.closeAllConnections()
  })
}
