/** A result, and for plain objects the id that the server gave to the request. The field is not enumerable. */
export type WithRequestId<T> = T extends readonly unknown[] | Response ? T : T extends object ? T & { readonly _request_id?: string | undefined } : T

/** A result together with the answer it came in. */
export interface ResponseWith<T> {
  /** The parsed result. */
  readonly data: T
  /** The answer: status and headers. Its body has been read, unless the result is the answer itself or a stream. */
  readonly response: Response
  /** The answer's `x-request-id`. */
  readonly requestId: string | undefined
}

/** A promise of a result, which can also tell the answer it came in. The request starts when the function is called. */
export interface ApiPromise<T> extends Promise<WithRequestId<T>> {
  /** Resolves to the result, the answer and the request id. */
  withResponse(): Promise<ResponseWith<WithRequestId<T>>>
}

/** What one logical call gives. */
export interface Sent<T> {
  readonly data: T
  readonly response: Response
}

/** The request id of an answer. */
export function requestIdOf(response: Response): string | undefined {
  return response.headers.get('x-request-id') ?? undefined
}

/** Makes an {@link ApiPromise} of a running call. */
export function apiPromise<T>(sent: Promise<Sent<T>>): ApiPromise<T> {
  const promise = sent.then(({ data }) => data) as ApiPromise<T>
  promise.withResponse = async () => {
    // The failure is told by the returned promise; without a handler here it would be told again, as an unhandled rejection.
    promise.catch(() => undefined)
    const { data, response } = await sent
    return { data: data as WithRequestId<T>, response, requestId: requestIdOf(response) }
  }
  return promise
}
