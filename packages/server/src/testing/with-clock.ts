/** A clock that goes on by a second whenever it is read, or stands still. */
export function withClock(still = false): () => Date {
  let now = Date.parse('2026-02-03T04:05:06.007Z')
  return () => new Date(still ? now : (now += 1000))
}
