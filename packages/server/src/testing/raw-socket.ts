import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { RunningServer } from '../node/serve.js'

/** A connection that a test writes to by hand. */
export interface RawSocket {
  socket: Socket
  /** Resolves with all that came, once the connection is closed. */
  closed: Promise<string>
  /** Resolves with what came so far, once that matches. */
  received(pattern: RegExp): Promise<string>
}

export function openRaw({ port }: Pick<RunningServer, 'port'>, text: string): RawSocket {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  let came = ''
  const waiting = new Set<() => void>()
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(came)))
  socket.on('error', () => undefined)
  socket.on('data', (piece: Buffer) => {
    came += piece.toString('latin1')
    for (const look of waiting) look()
  })
  socket.write(text)
  return {
    socket,
    closed,
    received: (pattern) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!pattern.test(came)) return
          waiting.delete(look)
          resolve(came)
        }
        waiting.add(look)
        look()
      }),
  }
}

/** Writes a request line and headers. */
export function head(line: string, ...headers: string[]): string {
  return `${[line, ...headers].join('\r\n')}\r\n\r\n`
}
