/** The code of an error that the system or the database engine gave, such as `EADDRINUSE` or `SQLITE_NOTADB`; empty when it has none. */
export function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  return typeof code === 'string' ? code : ''
}
