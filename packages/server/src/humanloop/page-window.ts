import type { PageQuery } from '@smarter-api/schemas/humanloop'

const largestPage = 1000

/** A part of a list as a caller asked for it. */
export interface PageWindow {
  page: number
  size: number
  offset: number
  limit: number
}

/** Reads which page is wanted: the first with 10 items, unless told otherwise, and never more than 1000. */
export function toWindow({ page = 1, size: wanted = 10 }: PageQuery): PageWindow {
  const size = Math.min(wanted, largestPage)
  return { page, size, offset: Math.min((page - 1) * size, Number.MAX_SAFE_INTEGER), limit: size }
}
