import { connect, createServer } from 'node:net'
import type { AddressInfo, NetConnectOpts, Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A way to a Postgres that a test can break. */
export interface CutOffProxy {
  /** The address that leads through it. */
  url: string
  /** Breaks all connections, and refuses new ones until it is mended. */
  cut(): void
  mend(): void
  /** Breaks the next connection on which this text is sent: when the answer comes, so that it is done and nobody hears of it. */
  cutAfter(text: string): void
}

/** Stands between a client and a Postgres until the test is over. */
export async function cutOffProxy(url: string): Promise<CutOffProxy> {
  const open = new Set<Socket>()
  let isCut = false
  let fatal: string | undefined
  const proxy = createServer((client) => {
    if (isCut) {
      client.destroy()
      return
    }
    const server = connect(placeOf(url))
    let isDoomed = false
    for (const [from, to] of [[client, server], [server, client]] as const) {
      open.add(from)
      from.on('error', () => undefined)
      from.once('close', () => {
        open.delete(from)
        to.destroy()
      })
    }
    client.on('data', (sent) => {
      if (fatal !== undefined && sent.includes(fatal)) {
        isDoomed = true
        fatal = undefined
      }
      server.write(sent)
    })
    server.on('data', (answer) => {
      if (isDoomed) client.destroy()
      else client.write(answer)
    })
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const cut = (): void => {
    isCut = true
    for (const socket of open) socket.destroy()
  }
  onTestFinished(() => {
    cut()
    proxy.close()
  })
  return {
    url: through(url, (proxy.address() as AddressInfo).port),
    cut,
    mend() {
      isCut = false
    },
    cutAfter(text) {
      fatal = text
    },
  }
}

function placeOf(url: string): NetConnectOpts {
  const { hostname, port, searchParams } = new URL(url)
  const folder = searchParams.get('host')
  return folder === null ? { host: hostname, port: Number(port || 5432) } : { path: `${folder}/.s.PGSQL.${port || 5432}` }
}

function through(url: string, port: number): string {
  const changed = new URL(url)
  changed.searchParams.delete('host')
  changed.hostname = '127.0.0.1'
  changed.port = String(port)
  return String(changed)
}
