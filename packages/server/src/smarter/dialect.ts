import { fallbackDialect } from '../fallback-dialect.js'
import type { Dialect, Era } from '../http/route.js'

/** Smarter's API, in one of its generations. */
export function smarterDialect(_era: Era): Dialect {
  return { ...fallbackDialect, prefix: '/api/v1' }
}
