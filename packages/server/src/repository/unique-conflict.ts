/** Reports a write that a unique constraint refused. */
export class UniqueConflict extends Error {
  override name = 'UniqueConflict'

  /** @param constraint Table and column, such as `logs.id`. */
  constructor(
    readonly constraint: string,
    options?: ErrorOptions,
  ) {
    super(`A row with the same ${constraint} exists.`, options)
  }
}
