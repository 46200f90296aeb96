import { longestLabel } from '../repository/longest-label.js'
import { invalidField } from './refusals.js'

/** What databases do not keep as it is: NUL, and halves of surrogate pairs. */
const unstorable = /[\0\p{Cs}]/u

/** Refuses a text that could not be given back as it was. */
export function checkText(text: string, place: (string | number)[]): void {
  if (unstorable.test(text)) throw invalidField(place, 'A character in it is not Unicode text: NUL, or half of a surrogate pair. Remove it.')
}

/** Refuses a name or an id that could not be found again as it was given. */
export function checkLabel(text: string, place: (string | number)[]): void {
  checkText(text, place)
  if (text.length > longestLabel) throw invalidField(place, `It is longer than ${longestLabel} characters. Choose a shorter one.`)
}

/** Refuses an id that nobody could ask for. */
export function checkId(id: string, place: (string | number)[]): void {
  if (id === '') throw invalidField(place, 'It is empty. Choose an id, or leave it out.')
  checkLabel(id, place)
}
