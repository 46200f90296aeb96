const escape = '\u0001'
const special = /[\u0000\u0001]/
const allSpecial = /[\u0000\u0001]/g
const allEscaped = /\u0001([\u0001\u0002])/g

/** Postgres keeps no U+0000, so it is written with two other characters. What sorts before another text still does. */
export function encodeText(text: string): string {
  return special.test(text) ? text.replace(allSpecial, (character) => escape + (character === escape ? '\u0002' : escape)) : text
}

/** Gives back what {@link encodeText} was given. */
export function decodeText(text: string): string {
  return text.includes(escape) ? text.replace(allEscaped, (_, mark: string) => (mark === escape ? '\u0000' : escape)) : text
}
