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
  | 'not-found'
  | 'stopping'
  | 'too-long'
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
  'not-found': 404,
  method: 405,
  stopping: 503,
  'too-large': 413,
  'too-long': 414,
  unauthenticated: 401,
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
