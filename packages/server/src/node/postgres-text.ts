const [zero, one, two] = ['\u0000', '\u0001', '\u0002']

/** Postgres keeps no U+0000, so it is written with two other characters. What sorts before another text still does. */
export function encodeText(text: string): string {
  return text.includes(zero) || text.includes(one) ? text.replaceAll(one, one + two).replaceAll(zero, one + one) : text
}

/** Gives back what {@link encodeText} was given. */
export function decodeText(text: string): string {
  return text.includes(one) ? text.replaceAll(one + one, zero).replaceAll(one + two, one) : text
}
