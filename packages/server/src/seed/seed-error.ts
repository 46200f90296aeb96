/** A part of a seed that cannot be put into the platform. What stands before it in the seed is there already. */
export class SeedError extends Error {
  override readonly name = 'SeedError'
  /** Where in the seed the mistake is, such as `prompts.greeting.template.0.role`. */
  readonly place: string
  /** The status that the platform gave; `undefined` where it was not asked, or gave none. */
  readonly status: number | undefined

  constructor(place: string, message: string, { status, cause }: { status?: number; cause?: unknown } = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.place = place
    this.status = status
  }
}
