import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { toHex } from '../digest.js'
import { codeOf } from './error-code.js'
import { StartError } from './start-error.js'

/** How what could not be read as a request is refused. */
export interface Unreadable {
  status: number
  message: string
  requestId: string
}

/** What the parser of Node.js, or the adapter behind it, says of a request that it cannot read. */
export function refusalOf(error: unknown, maxHeaderBytes: number): Unreadable {
  const refusal = error instanceof StartError ? { status: 503, message: 'The server could not start.' } : explain(codeOf(error), maxHeaderBytes)
  return { ...refusal, requestId: `req_${toHex(crypto.getRandomValues(new Uint8Array(10)))}` }
}

function explain(code: string, maxHeaderBytes: number): Pick<Unreadable, 'status' | 'message'> {
  if (code === 'HPE_HEADER_OVERFLOW') return { status: 431, message: `The address and the headers are longer than ${maxHeaderBytes} bytes together. Send less.` }
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return { status: 413, message: 'The chunks of the body have extensions that are too long. Leave them out.' }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return { status: 408, message: 'The request did not arrive in time. Send it again, and faster.' }
  return { status: 400, message: 'This cannot be read as a request of HTTP/1.1. Check its first line, its headers and its length.' }
}

/** Refuses on a connection that nothing more is read from, and ends it. */
export function writeRefusal(socket: Duplex, { status, message, requestId }: Unreadable): void {
  const body = JSON.stringify({ detail: message })
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
}
