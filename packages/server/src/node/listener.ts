import { createServer, ServerResponse } from 'node:http'
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import type { Http2Bindings, HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { textAnswerOf } from '../http/to-response.js'
import { codeOf } from './error-code.js'
import { StartError } from './start-error.js'
import { refusalOf, writeRefusal } from './unreadable-request.js'
import type { Unreadable } from './unreadable-request.js'

/** What clients may take of a server that listens: time, in milliseconds, and memory. */
export interface ClientLimits {
  /** How long a client may take to send the address and the headers of a request. Default: 10 000. */
  headersTimeout?: number
  /** How long a client may take to send a whole request, its body included. Default: 300 000. */
  requestTimeout?: number
  /** How long a client may read nothing of an answer that waits for it; streams may be silent for any time. Default: 60 000. */
  readTimeout?: number
  /** How long a connection is kept open for a next request. Default: 65 000, longer than the 60 s of usual load balancers. */
  keepAliveTimeout?: number
  /** Most bytes of the address and the headers of a request. Default: 32 768. */
  maxHeaderBytes?: number
}

/** What answers requests, and hears of those that are none. */
export interface ListenerHost {
  fetch(request: Request): Promise<Response>
  noteUnreadable(unreadable: Unreadable): void
}

const defaults = { headersTimeout: 10_000, requestTimeout: 300_000, readTimeout: 60_000, keepAliveTimeout: 65_000, maxHeaderBytes: 32_768 } satisfies Required<ClientLimits>
/** How late a timeout may be noticed, in milliseconds. */
const checkingInterval = 1000

const connectionsOf = new WeakMap<Server, Set<Socket>>()

/** Stops listening. Connections that never sent anything are closed at once: clients open some in advance, and Node.js takes them for busy ones. */
export function closeListener(listener: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => void listener.close(() => resolve()))
  for (const socket of connectionsOf.get(listener) ?? []) if (socket.bytesRead === 0) socket.destroy()
  return closed
}

/** Makes a server that does not listen yet. Whatever cannot be read as a request is refused in JSON, and with an id, as all refusals are. */
export function createListener(limits: ClientLimits, { fetch, noteUnreadable }: ListenerHost): Server {
  const { requestTimeout, readTimeout, keepAliveTimeout, maxHeaderBytes, ...others } = { ...defaults, ...limits }
  const headersTimeout = Math.min(others.headersTimeout, requestTimeout)
  const responses = new WeakMap<object, ServerResponse>()
  const errorHandler = (error: unknown): Response => {
    const unreadable = refusalOf(error, maxHeaderBytes)
    noteUnreadable(unreadable)
    return Response.json({ detail: unreadable.message }, { status: unreadable.status, headers: { 'x-request-id': unreadable.requestId } })
  }
  const listener = createServer(
    {
      headersTimeout,
      requestTimeout,
      keepAliveTimeout,
      maxHeaderSize: maxHeaderBytes,
      connectionsCheckingInterval: Math.min(checkingInterval, headersTimeout),
      // Refused further on, in JSON.
      requireHostHeader: false,
    },
    getRequestListener((request, { outgoing }) => fetch(request).then((response) => sendText(response, outgoing)), { overrideGlobalObjects: false, errorHandler }),
  )
  listener.prependListener('request', ({ socket }, response) => {
    responses.set(socket, response)
    response.setTimeout(readTimeout, () => {
      if (response.writableLength > 0) socket.destroy()
    })
    response.once('close', () => {
      // A server that stops closes connections that are kept alive as soon as their last answer is out.
      if (!listener.listening) setImmediate(() => listener.closeIdleConnections())
    })
  })
  const connections = new Set<Socket>()
  connectionsOf.set(listener, connections)
  listener.on('connection', (socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  const refuse = (socket: Duplex, error: unknown): void => {
    const unreadable = refusalOf(error, maxHeaderBytes)
    noteUnreadable(unreadable)
    writeRefusal(socket, unreadable)
  }
  listener.on('clientError', (error, socket) => {
    const response = responses.get(socket)
    const mayAnswer = socket.writable && codeOf(error) !== 'ECONNRESET' && (response === undefined || response.writableFinished || !response.headersSent)
    if (mayAnswer) refuse(socket, error)
    else socket.destroy()
  })
  listener.on('connect', (_request, socket) => refuse(socket, new Error('CONNECT asks for a tunnel.')))
  return listener
}

/** Writes an answer that is a text in one piece, after its head; any other is left to be read piece by piece. */
function sendText(response: Response, outgoing: HttpBindings['outgoing'] | Http2Bindings['outgoing']): Response {
  const answer = textAnswerOf(response)
  if (answer === undefined) return response
  const { status, headers, body } = answer
  if (!(outgoing instanceof ServerResponse)) return new Response(body, { status, headers })
  outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) })
  outgoing.end(body)
  return RESPONSE_ALREADY_SENT
}

/** @throws {StartError} When it cannot listen there. */
export function listen(listener: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error): void => reject(explain(error, port, host))
    listener.once('error', refuse)
    listener.listen(port, host, () => {
      listener.off('error', refuse)
      resolve()
    })
  })
}

function explain(error: Error, port: number, host: string): StartError {
  const code = codeOf(error)
  if (code === 'EADDRINUSE') return new StartError(`Port ${port} on ${host} is in use. Stop the program that uses it, or choose another port.`)
  if (code === 'EACCES') return new StartError(`Port ${port} on ${host} needs more rights than this program has. Choose a port above 1023.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new StartError(`The host ${host} is not an address of this machine. Choose another host.`)
  return new StartError(`The server cannot listen on ${host}, port ${port}${code === '' ? '' : ` (${code})`}. Choose another host or port.`, { cause: error })
}
