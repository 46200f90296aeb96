const harmless = /^[\w.:-]{1,128}$/

/** The id of a request: the one that it brings in `x-request-id`, when that is short and plain, or a new one. */
export function requestIdOf(request: Request, createId: (prefix: string) => string): string {
  const brought = request.headers.get('x-request-id') ?? ''
  return harmless.test(brought) ? brought : createId('req')
}
