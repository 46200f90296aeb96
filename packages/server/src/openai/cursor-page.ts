import type { CursorPage, CursorQuery } from '@smarter-api/schemas/openai'
import { wrongParam } from './refusals.js'

/** Makes a page of items, of which there is one more than fit when another page follows. */
export function toCursorPage<Item extends { id: string }>(items: Item[], limit: number): CursorPage<Item> {
  const data = items.slice(0, limit)
  return { object: 'list', data, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null, has_more: items.length > limit }
}

/** Cuts a page out of a list that is all there. */
export function cutCursorPage<Item extends { id: string }>(items: Item[], { after, limit }: CursorQuery, usualLimit: number): CursorPage<Item> {
  const place = after === undefined ? -1 : items.findIndex(({ id }) => id === after)
  if (after !== undefined && place < 0) throw unknownCursor(after)
  return toCursorPage(items.slice(place + 1), limit ?? usualLimit)
}

export function unknownCursor(after: string): Error {
  return wrongParam('after', `after: the list has no item with the id ${after}. Send the id of the last item of the page before.`)
}
