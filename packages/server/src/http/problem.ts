import { RepositoryUnavailable } from '../repository/repository-unavailable.js'
import type { RepositoryTrouble } from '../repository/repository-unavailable.js'
import type { StoredAnswer } from '../repository/repository.js'

/** One field that was refused. */
export interface FieldIssue {
  /** Where: `body` or `query`, then keys and indexes. */
  path: (string | number)[]
  message: string
  /** Machine-readable kind. */
  type: string
}

export type ProblemCode =
  | 'conflict'
  | 'internal'
  | 'invalid'
  | 'malformed-json'
  | 'media-type'
  | 'forbidden'
  | 'no-room'
  | 'not-found'
  | 'stopping'
  | 'too-long'
  | 'unavailable'
  | 'unreadable'
  | 'method'
  | 'too-large'
  | 'unauthenticated'
  | 'wrong-key'

const statuses: Record<ProblemCode, number> = {
  conflict: 409,
  internal: 500,
  invalid: 422,
  'malformed-json': 400,
  'media-type': 415,
  forbidden: 403,
  'no-room': 507,
  'not-found': 404,
  method: 405,
  stopping: 503,
  'too-large': 413,
  'too-long': 414,
  unauthenticated: 401,
  unavailable: 503,
  unreadable: 400,
  'wrong-key': 401,
}

/** All that callers learn of a failure inside the server. */
export const internalMessage = 'The server failed on this request; its log says more.'

/** A refusal that every API words in its own way. */
export class Problem extends Error {
  override name = 'Problem'
  readonly status: number
  readonly issues: FieldIssue[]
  readonly headers: Record<string, string>

  constructor(
    readonly code: ProblemCode,
    message: string,
    details: { issues?: FieldIssue[]; headers?: Record<string, string>; status?: number } = {},
  ) {
    super(message)
    this.status = details.status ?? statuses[code]
    this.issues = details.issues ?? []
    this.headers = details.headers ?? {}
  }
}

/** A refusal in the words of one API, ready to be sent. */
export class Refusal extends Error {
  override name = 'Refusal'

  constructor(
    readonly answer: StoredAnswer,
    message = `Refused with ${answer.status}`,
  ) {
    super(message)
  }
}

/** Asks callers to come again in a moment. */
export const retryHeaders = { 'retry-after': '1', 'x-should-retry': 'true' }

/** A database that cannot be reached or is busy may be back in a moment. On a full disk people must make room, which repeats only put off. */
const troubles: Record<RepositoryTrouble, () => Problem> = {
  lost: () => new Problem('unavailable', 'The database cannot be reached at the moment. Send the request again.', { headers: retryHeaders }),
  busy: () => new Problem('unavailable', 'The database is busy at the moment. Send the request again.', { headers: retryHeaders }),
  full: () => new Problem('no-room', 'The disk of the database is full. Send the request again once there is room.', { headers: { 'x-should-retry': 'false' } }),
}

/** Words a failure for callers. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  return error instanceof RepositoryUnavailable ? troubles[error.trouble]() : new Problem('internal', internalMessage)
}
