import { momentOf } from '../humanloop/kept-fields.js'

/** A time as it sorts; an empty text for what is none, whatever is wrong with it. */
export function safeMoment(time: unknown): string {
  try {
    return momentOf(time)
  } catch {
    return ''
  }
}
