/** A time as OpenAI's API writes it: whole seconds since 1970. */
export function toSeconds(time: string): number {
  return Math.floor(Date.parse(time) / 1000)
}
